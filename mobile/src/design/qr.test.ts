import { pathsOf } from './qr';

test('a drawing of the server is taken apart into its paths', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="264" height="264" class="segno"><g transform="scale(8)"><path fill="#fff" d="M0 0h33v33h-33z"/><path class="qrline" stroke="#000" d="M4 4.5h7"/></g></svg>';
  expect(pathsOf(svg)).toEqual({
    size: 264,
    paths: [
      { d: 'M0 0h33v33h-33z', fill: '#fff', stroke: 'none', scale: 8 },
      { d: 'M4 4.5h7', fill: 'none', stroke: '#000', scale: 8 },
    ],
  });
});
test('what is no drawing draws nothing', () => {
  expect(pathsOf('<html>busy</html>').size).toBe(0);
});
