import { IsNumber, Max, Min, ValidateBy } from 'class-validator';

/** A part may reach so far beyond the picture, as a share of it: shares are rounded. */
const ROUNDING = 0.001;

/** What a part covers at least of a picture's width and height; less has no pixels. */
const LEAST_SHARE = 0.01;

/** Where a part begins and how far it reaches, on the same object. */
function EndsWithin(begin: 'left' | 'top', extent: 'width' | 'height'): PropertyDecorator {
  return ValidateBy({
    name: 'endsWithin',
    validator: {
      validate: (_value, argument) => {
        const part = argument?.object as PicturePart | undefined;
        return part !== undefined && part[begin] + part[extent] <= 1 + ROUNDING;
      },
      defaultMessage: () => `${begin} and ${extent} must not reach beyond the picture`,
    },
  });
}

/** An upright part of a picture, in shares of the picture's width and height, 0 to 1, from its top left. */
export class PicturePart {
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly left!: number;

  @IsNumber()
  @Min(0)
  @Max(1)
  readonly top!: number;

  @IsNumber()
  @Min(LEAST_SHARE)
  @Max(1)
  @EndsWithin('left', 'width')
  readonly width!: number;

  @IsNumber()
  @Min(LEAST_SHARE)
  @Max(1)
  @EndsWithin('top', 'height')
  readonly height!: number;
}
