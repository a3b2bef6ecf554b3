// The least that react-native-web can show: one View, one Text, one Pressable that counts. A yardstick, never a product.
import { createElement as draw, useState } from 'react';
import { AppRegistry, Pressable, Text, View } from 'react-native';

function Bare() {
  const [presses, setPresses] = useState(0);
  return draw(
    View,
    { style: { padding: 16 } },
    draw(
      Pressable,
      { role: 'button', onPress: () => setPresses(presses + 1) },
      draw(Text, null, `Pressed ${presses}`),
    ),
  );
}
AppRegistry.registerComponent('main', () => Bare);
AppRegistry.runApplication('main', { rootTag: document.getElementById('root') });
