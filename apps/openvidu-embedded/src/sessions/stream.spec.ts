import { consistentProperties } from './stream';

describe('consistentProperties', () => {
  it('says nothing about video where there is none', () => {
    const properties = consistentProperties({
      hasAudio: true,
      hasVideo: false,
      videoActive: true,
      typeOfVideo: 'CAMERA',
    });
    expect(properties).toEqual({ hasAudio: true, hasVideo: false, audioActive: true });
  });

  it('says nothing about the microphone where there is none', () => {
    const given = { hasAudio: false, hasVideo: true, videoDimensions: '{"width":640,"height":480}' };
    expect(consistentProperties(given)).toEqual({
      ...given,
      videoActive: true,
      typeOfVideo: 'CAMERA',
      frameRate: -1,
    });
  });

  it('keeps what is muted muted', () => {
    const given = { hasAudio: true, hasVideo: true, audioActive: false, videoActive: false };
    expect(consistentProperties(given)).toMatchObject({ audioActive: false, videoActive: false });
  });
});
