import type { Object3D } from 'three';

/** The light of a portrait: a warm key from above the camera, a cool fill, a rim from behind. */
export function Portrait({ head }: { head: Object3D }) {
  return (
    <>
      <hemisphereLight args={['#fff6ee', '#8a7f86', 1.15]} />
      <directionalLight position={[-0.7, 0.9, 1.4]} color="#fff1e2" intensity={1.7} />
      <directionalLight position={[1.2, 0.3, 0.9]} color="#cfe0ff" intensity={0.45} />
      <directionalLight position={[0.6, 0.8, -1.2]} color="#ffffff" intensity={1.1} />
      <primitive object={head} />
    </>
  );
}
