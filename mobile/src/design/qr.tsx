import { View } from 'react-native';
import Svg, { Path } from 'react-native-svg';

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
const scaleOf = (tag: string): number => Number(/scale\(([\d.]+)\)/.exec(attribute(tag, 'transform') ?? '')?.[1] ?? 1);
/** The server's drawing, taken apart: only its paths are drawn, nothing of it is run. */
export function pathsOf(svg: string): {
  size: number;
  paths: { d: string; fill: string; stroke: string; scale: number }[];
} {
  const size = Number(attribute(/<svg[^>]*>/.exec(svg)?.[0] ?? '', 'width')) || 0;
  const group = scaleOf(/<g\b[^>]*>/.exec(svg)?.[0] ?? '');
  const paths = [...svg.matchAll(/<path\b[^>]*>/g)].map(([tag]) => ({
    d: attribute(tag, 'd') ?? '',
    fill: attribute(tag, 'fill') ?? 'none',
    stroke: attribute(tag, 'stroke') ?? 'none',
    scale: group * scaleOf(tag),
  }));
  return { size, paths };
}
/** Always dark on white, whatever the theme: cameras want it so. */
export function Qr({ svg, label, most = 264 }: { svg: string; label: string; most?: number }) {
  const { size, paths } = pathsOf(svg);
  if (!size) return null;
  return (
    <View
      role="img"
      aria-label={label}
      style={{
        width: '100%',
        maxWidth: most,
        aspectRatio: 1,
        alignSelf: 'center',
        backgroundColor: '#fff',
        borderRadius: 18,
        overflow: 'hidden',
      }}
    >
      <Svg width="100%" height="100%" viewBox={`0 0 ${size} ${size}`} aria-hidden>
        {paths.map((p) => (
          <Path key={p.d} d={p.d} fill={p.fill} stroke={p.stroke} strokeWidth={1} transform={`scale(${p.scale})`} />
        ))}
      </Svg>
    </View>
  );
}
