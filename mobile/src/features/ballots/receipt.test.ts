import { createHash } from 'node:crypto';
import { find, readTokens } from './finding';
import { newReceipt, readReceipt, receiptCode, receiptHash, receiptWords } from './receipt';
import type { Outcome } from './types';
import { ballots } from './words';

const words = ballots.receipt_words;
test('a receipt is 128 random bits, and no two are alike', () => {
  const many = Array.from({ length: 200 }, newReceipt);
  for (const r of many) expect(r).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(many).size).toBe(200);
});
test('the server is given the SHA-256 of the code, as it hashes it itself', () => {
  const receipt = '00112233445566778899aabbccddeeff';
  expect(receiptHash(receipt)).toBe(createHash('sha256').update(receipt).digest('hex'));
});
test('it has 64 different words to be named by, and the same receipt always the same name', () => {
  expect(new Set(words.split(' ')).size).toBe(64);
  expect(receiptWords('00112233445566778899aabbccddeeff', words)).toBe('River 2867 Bridge 6791 Fern');
  expect(receiptWords('00112233445566778899aabbccddeeff', words)).toMatch(/^\w+ \d{4} \w+ \d{4} \w+$/);
});
test('the code is read as a person types it from a copy', () => {
  const receipt = newReceipt();
  expect(readReceipt(receiptCode(receipt))).toBe(receipt);
  expect(readReceipt(`  ${receipt.toUpperCase().replaceAll('0', 'O')}\n`)).toBe(receipt);
  for (const wrong of ['', receipt.slice(1), `${receipt}0`, receipt.replace(/^./, 'x')])
    expect(readReceipt(wrong)).toBeUndefined();
});

const base = { slips: null, receipt_hashes: null } as unknown as Outcome;
const mine = '00112233445566778899aabbccddeeff';
test('the phone finds its vote in the list of slips, and says when the list differs', () => {
  const slips = [
    { ticks: ['b'], receipt_hash: receiptHash(newReceipt()) },
    { ticks: ['b', 'a'], receipt_hash: receiptHash(mine) },
  ];
  const outcome = { ...base, slips };
  expect(find(outcome, mine, ['a', 'b'])).toEqual({
    kind: 'slip',
    line: 2,
    total: 2,
    ticks: ['b', 'a'],
    differs: false,
  });
  expect(find(outcome, mine, ['a'])).toMatchObject({ differs: true });
  expect(find(outcome, mine, undefined)).toMatchObject({ differs: false });
  expect(find(outcome, newReceipt(), ['a'])).toEqual({ kind: 'missing' });
});
test('with fewer than twenty votes it finds the receipt among hashes, without ticks', () => {
  const outcome = { ...base, receipt_hashes: [receiptHash(newReceipt()), receiptHash(mine)] };
  expect(find(outcome, mine, ['a'])).toEqual({ kind: 'hash', total: 2 });
  expect(find(outcome, newReceipt(), ['a'])).toEqual({ kind: 'missing' });
  expect(find(base, mine, ['a'])).toEqual({ kind: 'missing' });
});
test('tokens are drawn to the nearest whole one, and said as they are', () => {
  expect(readTokens('4')).toEqual({ tokens: '4', about: false, drawn: 4 });
  expect(readTokens('about 7.5')).toEqual({ tokens: '7.5', about: true, drawn: 8 });
  expect(readTokens('3.4')).toEqual({ tokens: '3.4', about: false, drawn: 3 });
});
