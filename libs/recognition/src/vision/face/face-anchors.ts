/** Layers of the short-range face detector: the stride of its grid in input pixels, and how many anchors a cell has. */
const LAYERS = [
  { stride: 8, anchorsPerCell: 2 },
  { stride: 16, anchorsPerCell: 6 },
] as const;

/**
 * The anchors of MediaPipe's short-range face detector (its `SsdAnchorsCalculator` with fixed anchor size): centres of
 * the grids' cells, in the order of the model's outputs.
 * @param inputSize side of the detector's square input, pixels
 * @returns x, y of each anchor, 0 to 1 across and down the input
 */
export function faceAnchors(inputSize: number): readonly { readonly x: number; readonly y: number }[] {
  return LAYERS.flatMap(({ stride, anchorsPerCell }) => {
    const cells = Math.ceil(inputSize / stride);
    return Array.from({ length: cells * cells * anchorsPerCell }, (_, index) => {
      const cell = Math.floor(index / anchorsPerCell);
      const x = ((cell % cells) + 0.5) * (stride / inputSize);
      return { x, y: (Math.floor(cell / cells) + 0.5) * (stride / inputSize) };
    });
  });
}
