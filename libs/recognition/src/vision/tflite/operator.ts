const OPERATOR_BY_CODE = {
  0: 'add',
  2: 'concatenation',
  3: 'convolution',
  4: 'depthwise-convolution',
  6: 'dequantize',
  9: 'fully-connected',
  14: 'logistic',
  17: 'max-pool',
  19: 'relu',
  22: 'reshape',
  34: 'pad',
  40: 'mean',
  54: 'prelu',
} as const;

const ACTIVATION_BY_CODE = { 0: 'linear', 1: 'relu', 3: 'relu6' } as const;

/** A TFLite operator that the models at hand use. */
export type Operator = (typeof OPERATOR_BY_CODE)[keyof typeof OPERATOR_BY_CODE];

/** What an operator does to its result in the end. */
export type Activation = (typeof ACTIVATION_BY_CODE)[keyof typeof ACTIVATION_BY_CODE];

/** The operator of a code of the TFLite schema's enumeration `BuiltinOperator`; undefined where it is not known here. */
export function operatorOf(code: number): Operator | undefined {
  return (OPERATOR_BY_CODE as Readonly<Record<number, Operator>>)[code];
}

/** The activation of a code of the TFLite schema's enumeration `ActivationFunctionType`. */
export function activationOf(code: number): Activation | undefined {
  return (ACTIVATION_BY_CODE as Readonly<Record<number, Activation>>)[code];
}
