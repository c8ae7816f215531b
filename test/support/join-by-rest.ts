import type { JoinedMeal, RecognitionChoice } from '@bapsang/shared';

/**
 * Joins a meal without a page.
 * @param mealUrl the link of the meal
 * @returns an OpenVidu token
 */
export async function joinByRest(
  apiUrl: string,
  mealUrl: string,
  recognition: RecognitionChoice = 'none',
  displayName = 'Guest',
): Promise<JoinedMeal> {
  const mealId = new URL(mealUrl).pathname.split('/').at(-1) ?? '';
  const response = await fetch(`${apiUrl}/api/meals/${mealId}/participants`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ displayName, recognition }),
  });
  if (response.status !== 201) throw new Error(`Joining answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as JoinedMeal;
}
