import type { BufferGeometry, Mesh } from 'three';
import * as z from 'zod/mini';

const sightSchema = z.object({
  /** Radians about any axis. */
  turn: z.number().check(z.nonnegative()),
  triangles: z.int().check(z.nonnegative()),
});

/**
 * What of a mesh a portrait can show: while the head turns by at most `turn`, none but so many of its first triangles
 * (`tools/head/head/sight.py` sorts them). A mesh that says nothing of it is drawn whole.
 *
 * A potentially visible set, as in J. Airey, J. Rohlf, F. Brooks, “Towards Image Realism with Interactive Update Rates in
 * Complex Building Environments” (1990).
 */
export class Sight {
  readonly #geometry: BufferGeometry;
  readonly #sight: z.infer<typeof sightSchema> | undefined;

  constructor({ geometry, userData }: Mesh) {
    this.#geometry = geometry;
    this.#sight = sightSchema.safeParse(userData['sight']).data;
  }

  /** Has drawn from now on what can be seen of a head turned by so many radians. */
  turn(rad: number): void {
    const isEnough = this.#sight && rad <= this.#sight.turn;
    this.#geometry.setDrawRange(0, isEnough ? 3 * this.#sight!.triangles : Infinity);
  }
}
