import { englishChat } from './english-chat';
import { englishConsent } from './english-consent';
import { englishLobby } from './english-lobby';
import { englishOutage } from './english-outage';
import { englishRecords } from './english-records';
import { englishSampling } from './english-sampling';
import { englishScreen } from './english-screen';
import { englishSeats } from './english-seats';
import { englishSummary } from './english-summary';
import { englishTogether } from './english-together';

/** Every sentence of the page, in English; {@link Dictionary} is made from it. */
export const english = {
  appName: 'Bapsang',
  language: 'Language',
  loading: 'One moment …',
  retry: 'Try again',
  close: 'Close',
  toStart: 'To the start page',

  start: {
    title: 'Eat together, wherever you are',
    lead: 'A table on video for people who eat apart. It shows who takes a bite, who raises a glass and who is done.',
    newMeal: 'Lay the table',
    newMealHint: 'You get a link and a short code. Whoever has one of them can sit down with you.',
    creating: 'Laying the table …',
    joinTitle: 'Somebody invited you?',
    joinLabel: 'Code or link of the meal',
    join: 'Join',
  },

  copyLink: 'Copy link',
  copied: 'Copied',
  copyFailed: 'Copying did not work. Please mark the link and copy it by hand.',

  unknownPage: {
    title: 'There is nothing here',
    lead: 'This address is not a page of Bapsang. Perhaps a part of the link is missing.',
  },

  meal: {
    unknownTitle: 'We cannot find this meal',
    unknownLead:
      'The link or code is not complete, or the meal is over. Ask for it again, or lay a table of your own on the start page.',
    failedTitle: 'The table cannot be reached',
  },

  prejoin: {
    title: 'Before you sit down',
    laid: 'The table is laid. Send your guests the link, or read the code to them.',
    nobodyThere: 'Nobody is at the table yet.',
    somebodyThere: (count: number): string =>
      count === 1 ? 'One person is at the table.' : `${String(count)} people are at the table.`,
    name: 'Your name at the table',
    namePlaceholder: 'For example Minji',
    nameMissing: 'Please enter a name, so that the others know who you are.',
    camera: 'Camera',
    microphone: 'Microphone',
    noCamera: 'Without camera',
    noMicrophone: 'Without microphone',
    cameraNumber: (index: number): string => `Camera ${String(index)}`,
    microphoneNumber: (index: number): string => `Microphone ${String(index)}`,
    preview: 'How the others will see you',
    level: 'Loudness of your microphone',
    starting: 'Starting the camera …',
    cameraOff: 'Your camera is off',
    join: 'Sit down',
    joining: 'Taking you to the table …',
  },

  consent: englishConsent,

  device: {
    camera: {
      denied:
        'The browser does not let us use the camera. Allow it through the symbol next to the address, then try again.',
      inUse: 'Another program is using the camera. Close it, then try again.',
      missing: 'We found no camera. Plug one in, or go on without.',
      insecure: 'The camera works only on a secure address (https). You can go on without it.',
      failed: 'The camera did not start. Try again, choose another one, or go on without.',
      gone: 'Your camera is gone: it was unplugged, or the browser may not use it any more.',
    },
    microphone: {
      denied:
        'The browser does not let us use the microphone. Allow it through the symbol next to the address, then try again.',
      inUse: 'Another program is using the microphone. Close it, then try again.',
      missing: 'We found no microphone. Plug one in, or go on without.',
      insecure: 'The microphone works only on a secure address (https). You can go on without it.',
      failed: 'The microphone did not start. Try again, choose another one, or go on without.',
      gone: 'Your microphone is gone: it was unplugged, or the browser may not use it any more.',
    },
    speaker: {
      gone: 'Your speaker is gone. You hear the others through the one that the browser chooses.',
      failed: 'This speaker did not start. You hear the others through the one that the browser chooses.',
    },
  },

  table: {
    title: 'The table',
    you: 'you',
    host: 'Host',
    guest: 'Guest',
    alone: 'You are the first at the table. Send the link to the others.',
    bites: (count: number): string => (count === 1 ? '1 bite' : `${String(count)} bites`),
    sips: (count: number): string => (count === 1 ? '1 sip' : `${String(count)} sips`),
    mute: 'Mute',
    unmute: 'Unmute',
    cameraOff: 'Camera off',
    cameraOn: 'Camera on',
    leave: 'Leave',
    muted: 'Microphone is off',
    speaks: 'speaks',
    noVideo: 'No picture',
    controls: 'Your microphone, camera and seat',
    arrived: (name: string): string => `${name} sat down.`,
    departed: (name: string): string => `${name} got up.`,
  },

  motion: {
    idle: 'Resting',
    bite: 'Takes a bite',
    chew: 'Chewing',
    drink: 'Drinking',
    talk: 'Talking',
    away: 'Away',
    unknown: 'Not clear',
  },

  recognition: {
    off: 'Recognition off',
    paused: 'Recognition paused',
    starting: (loaded?: number): string =>
      loaded === undefined ? 'Recognition is starting' : `Recognition is loading: ${String(loaded)} %`,
  },

  ...englishChat,
  ...englishLobby,
  ...englishSampling,
  ...englishSeats,

  notice: {
    recognitionLost: 'Recognition is paused. The meal goes on, and it comes back by itself.',
    recognitionFull: 'Recognition is paused: there is no free place at the moment. It begins by itself.',
    recognitionOff: 'Recognition is switched off here. The meal goes on without it.',
    recognitionReplaced: 'Recognition now runs in another window in which you opened this meal.',
    recognitionBroken: 'This device cannot recognise. You can choose our server or no recognition on your own tile.',
    sendingFailed: 'The others cannot see and hear you right now. We keep trying.',
  },

  outage: englishOutage,
  together: englishTogether,
  screen: englishScreen,

  goodbye: {
    left: 'Good to have had you at the table',
    removed: 'You are no longer at the table',
    removedLead: 'The host took you off the table. Your camera and microphone are off.',
    closed: 'The meal is over',
    closedLead: 'The table was cleared for everybody.',
    totals: 'What you had',
    noTotals: 'Nothing was counted at this meal.',
    back: 'Back to the table',
  },

  summary: englishSummary,
  records: englishRecords,

  error: {
    unreachable: 'We cannot reach our server. Check your connection and try again.',
    mealNotFound: 'This meal does not exist, or it is over.',
    tooMany: 'That was a little too fast. Wait a moment, then try again.',
    media: 'The video server does not answer at the moment. Try again in a few seconds.',
    removed: 'The host took you off this table, so you cannot sit down again.',
    full: 'Every seat at this table is taken. Wait until somebody gets up, then try again.',
    refused: 'The server refused this request. Load the page again and try once more.',
    unexpected: 'Something went wrong on our side. Try again in a moment.',
  },
};
