import { IsOptional, Matches } from 'class-validator';

/** Form of a correlation id: letters, digits, `-` and `_`, 64 at most, so that it is safe in a log line, a header and a signal. */
export const CORRELATION_ID_FORM = /^[\w-]{1,64}$/;

/** Form of a W3C `traceparent` of version 00: trace, span and flags in lower-case hexadecimal digits. */
export const TRACEPARENT_FORM = /^00-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}$/;

/** The property, where it is there, is a correlation id: see {@link CORRELATION_ID_FORM}. */
export function IsCorrelationId(): PropertyDecorator {
  return both(IsOptional(), Matches(CORRELATION_ID_FORM));
}

/** The property, where it is there, is a `traceparent`: see {@link TRACEPARENT_FORM}. */
export function IsTraceparent(): PropertyDecorator {
  return both(IsOptional(), Matches(TRACEPARENT_FORM));
}

function both(one: PropertyDecorator, other: PropertyDecorator): PropertyDecorator {
  return (target, property) => {
    one(target, property);
    other(target, property);
  };
}
