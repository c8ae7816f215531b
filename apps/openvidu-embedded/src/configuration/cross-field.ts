import { registerDecorator, type ValidationArguments } from 'class-validator';

/** The object as a whole. */
type Properties = Readonly<Record<string, unknown>>;

/**
 * A property decorator that holds a value against the rest of the object.
 * @param holds whether all is well, given the whole object and the value
 * @param fault what is wrong otherwise, one sentence that begins with the property's name
 */
export function Holds(holds: (whole: Properties, value: unknown) => boolean, fault: string): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'holds',
      target: target.constructor,
      propertyName: property as string,
      options: { message: fault },
      validator: { validate: (value: unknown, { object }: ValidationArguments) => holds(object as Properties, value) },
    });
}
