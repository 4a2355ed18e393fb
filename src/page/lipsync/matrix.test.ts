import { expect, test } from 'vitest';
import { createMatrices, type MatrixNumbers } from './matrix.ts';

/** Any numbers, the same each time. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin(12.9898 * (i + seed)));
}

function makeMatrix(rows: number, columns: number, seed: number): MatrixNumbers {
  return { weights: numbers(rows * columns, seed), biases: numbers(rows, seed + 0.5) };
}

test('multiplies whatever the sizes are, each matrix in room of its own', () => {
  const sizes = [[4, 4], [1, 1], [16, 165], [7, 30]] as const; // prettier-ignore
  const all = sizes.map(([rows, columns], i) => makeMatrix(rows, columns, i));
  const matrices = createMatrices(all);
  for (const [i, [, columns]] of sizes.entries()) matrices[i]!.input.set(numbers(columns, 90 + i));
  for (const matrix of matrices) matrix.multiply();
  for (const [i, [rows, columns]] of sizes.entries()) {
    const { weights, biases } = all[i]!;
    const vector = numbers(columns, 90 + i);
    const { output } = matrices[i]!;
    expect(output).toHaveLength(rows);
    for (let row = 0; row < rows; row++) {
      let sum = biases[row]!;
      for (let c = 0; c < columns; c++) sum += weights[row * columns + c]! * vector[c]!;
      expect(output[row]).toBeCloseTo(sum, 4);
    }
  }
});
