import { variableNames } from '@bapsang/server';
import { OpenviduEmbeddedEnvironment } from '../configuration/openvidu-embedded-environment';
import { announcement } from './announcement';
import { helpText } from './help-text';
import { COMMAND_LINE_OPTIONS } from './options';
import { readCommandLine } from './read-command-line';

describe('readCommandLine', () => {
  it('turns options into variables', () => {
    const args = [
      '--port',
      '5443',
      '--secret=S',
      '--public-url',
      'https://meet.example',
      '--media-ports',
      '40000-40200',
    ];
    expect(readCommandLine(args)).toEqual({
      wants: 'start',
      variables: {
        OPENVIDU_PORT: '5443',
        OPENVIDU_SECRET: 'S',
        OPENVIDU_PUBLIC_URL: 'https://meet.example',
        OPENVIDU_MEDIA_PORTS: '40000-40200',
      },
    });
  });

  it('turns webhook and CDR on where it is said where they go', () => {
    expect(readCommandLine(['--webhook', 'http://app/hook', '--cdr', '/var/cdr'])).toEqual({
      wants: 'start',
      variables: {
        OPENVIDU_WEBHOOK: 'true',
        OPENVIDU_WEBHOOK_ENDPOINT: 'http://app/hook',
        OPENVIDU_CDR: 'true',
        OPENVIDU_CDR_PATH: '/var/cdr',
      },
    });
  });

  it('lets every variable be set', () => {
    const settable = COMMAND_LINE_OPTIONS.flatMap(({ variable, turnsOn }) =>
      turnsOn ? [variable, turnsOn] : [variable],
    );
    expect(settable.sort()).toEqual(variableNames(OpenviduEmbeddedEnvironment));
    expect(new Set(COMMAND_LINE_OPTIONS.map(({ name }) => name)).size).toBe(COMMAND_LINE_OPTIONS.length);
  });

  it.each([['--help'], ['-h']])('knows %s, whatever else is said', (help) => {
    expect(readCommandLine(['--port', '1', '--nonsense', help])).toEqual({ wants: 'help' });
  });

  it.each([
    [['--prot', '4443'], 'There is no option --prot; see every option with --help.'],
    [['-x'], 'There is no option -x; see every option with --help.'],
    [['4443'], '"4443" is no option; see every option with --help.'],
    [['--port'], 'The option --port needs a value: --port PORT; see every option with --help.'],
    [['--secret', '--port', '1'], 'The option --secret needs a value: --secret SECRET; see every option with --help.'],
    [['--port='], 'The option --port needs a value: --port PORT; see every option with --help.'],
  ])('says in one sentence what is wrong with %j', (args, fault) => {
    expect(() => readCommandLine(args)).toThrow(fault);
  });
});

describe('helpText', () => {
  it('shows every option with its variable, and defaults where there are some', () => {
    const text = helpText();
    for (const { name, variable } of COMMAND_LINE_OPTIONS) {
      expect(text).toContain(`--${name} `);
      expect(text).toContain(variable);
    }
    expect(text).toContain('(default: 4443)');
    expect(text).toContain('every user of this machine can read it here, so rather set OPENVIDU_SECRET');
  });
});

describe('announcement', () => {
  const facts = { url: 'http://localhost:4443', port: 4443, stunPort: 4443, mediaAddress: '127.0.0.1' };

  it('shows a secret only where it was made for this start', () => {
    expect(announcement({ ...facts, newSecret: 'made-up' })).toContain('made-up');
    expect(announcement(facts)).toContain('Secret    as given');
  });

  it('says who reaches the media, and where', () => {
    expect(announcement(facts)).toContain('only browsers on this machine');
    const open = announcement({ ...facts, mediaAddress: '198.51.100.7', mediaPorts: { min: 40_000, max: 40_200 } });
    expect(open).toContain('UDP on 198.51.100.7, ports 40000-40200\n');
  });
});
