/** A number with the five digits that a model keeps of it: the model in the file and the one in training are the same. */
export const shortDecimal = (value: number): number => Number(value.toPrecision(5));
