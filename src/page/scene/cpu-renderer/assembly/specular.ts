// The highlight of MeshStandardMaterial, per vertex: Trowbridge-Reitz (GGX) distribution, Smith's correlated visibility,
// Schlick's Fresnel. Facts from https://google.github.io/filament/Filament.md.html#materialsystem/specularbrdf

/**
 * Strength of the highlight for a unit normal n, a unit vector l towards the light and v towards the eye (any length),
 * relative to a surface that diffuses all it gets.
 */
export function ggx(
  nx: f32,
  ny: f32,
  nz: f32,
  lx: f32,
  ly: f32,
  lz: f32,
  vx: f32,
  vy: f32,
  vz: f32,
  roughness: f32,
  reflectance: f32,
): f32 {
  const eye: f32 = 1 / max<f32>(sqrt(vx * vx + vy * vy + vz * vz), 1e-9);
  vx *= eye;
  vy *= eye;
  vz *= eye;
  let hx = lx + vx;
  let hy = ly + vy;
  let hz = lz + vz;
  const half: f32 = 1 / max<f32>(sqrt(hx * hx + hy * hy + hz * hz), 1e-9);
  hx *= half;
  hy *= half;
  hz *= half;
  const nl = max<f32>(nx * lx + ny * ly + nz * lz, 0);
  const nv = max<f32>(nx * vx + ny * vy + nz * vz, 1e-4);
  const nh = min<f32>(max<f32>(nx * hx + ny * hy + nz * hz, 0), 1);
  const vh = min<f32>(max<f32>(vx * hx + vy * hy + vz * hz, 0), 1);
  const alpha = roughness * roughness;
  const a2 = alpha * alpha;
  const spread: f32 = nh * nh * (a2 - 1.0) + 1.0;
  const seen: f32 =
    0.5 /
    max<f32>(nl * sqrt(a2 + (1.0 - a2) * nv * nv) + nv * sqrt(a2 + (1.0 - a2) * nl * nl), 1e-6);
  const grazing: f32 = 1.0 - vh;
  const squared = grazing * grazing;
  const fresnel: f32 = reflectance + (1.0 - reflectance) * squared * squared * grazing;
  return (a2 / (spread * spread)) * seen * fresnel;
}
