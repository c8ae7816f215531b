import sharp from 'sharp';

/**
 * Half a person, drawn so that face detection takes it for one: what a frame without a face costs says nothing, because most steps
 * are left out then. Made here rather than kept as a photograph, so that nobody's face lies in the repository.
 */
const PERSON = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">
  <defs>
    <radialGradient id="skin" cx="0.45" cy="0.4" r="0.7">
      <stop offset="0" stop-color="#e8bd9c"/>
      <stop offset="0.7" stop-color="#cf9a77"/>
      <stop offset="1" stop-color="#9c6a4c"/>
    </radialGradient>
  </defs>
  <rect width="320" height="240" fill="#6f7a80"/>
  <path d="M60 240Q75 185 130 178L190 178Q245 185 260 240Z" fill="#34495e"/>
  <path d="M138 150h44v34q-22 14-44 0z" fill="#b98261"/>
  <ellipse cx="160" cy="78" rx="54" ry="58" fill="#2b1d15"/>
  <ellipse cx="160" cy="105" rx="44" ry="58" fill="url(#skin)"/>
  <path d="M116 90Q125 45 160 48Q195 45 204 90Q190 62 160 64Q130 62 116 90Z" fill="#2b1d15"/>
  <g stroke="#2b1d15" stroke-width="4" fill="none">
    <path d="M128 88q13-8 25-1"/>
    <path d="M167 87q13-7 25 1"/>
  </g>
  <g fill="#f4f0ea">
    <ellipse cx="141" cy="98" rx="10" ry="5.5"/>
    <ellipse cx="179" cy="98" rx="10" ry="5.5"/>
  </g>
  <g fill="#3a2417">
    <circle cx="141" cy="98" r="5"/>
    <circle cx="179" cy="98" r="5"/>
  </g>
  <path d="M131 97q10-8 20 0M169 97q10-8 20 0" stroke="#5a3a28" stroke-width="2" fill="none"/>
  <path d="M157 98Q152 120 150 124Q160 132 170 124Q168 120 163 98" fill="#c08a68" opacity="0.6"/>
  <path d="M151 125q9 6 18 0" stroke="#7d4d36" stroke-width="2.5" fill="none"/>
  <path d="M142 141Q160 133 178 141Q160 155 142 141Z" fill="#a8504a"/>
  <path d="M142 141Q160 144 178 141" stroke="#5d2623" stroke-width="1.5" fill="none"/>
</svg>`;

/** The frame on which a worker measures itself: a JPEG of a person, in the size that browsers are asked for. */
export function benchmarkFrame(width: number, height: number): Promise<Buffer> {
  return sharp(Buffer.from(PERSON)).resize(width, height, { fit: 'cover' }).blur(1).jpeg({ quality: 80 }).toBuffer();
}
