import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const SOURCES = join(ROOT, 'infra/docker/nginx');
const BUILT_PAGE = join(ROOT, 'apps/web/dist');

/** What the template step of the nginx image replaces: the variables that web.Dockerfile sets, and the container may set anew. */
export interface NginxVariables {
  readonly NGINX_PORT: string;
  readonly NGINX_TLS_PORT: string;
  readonly NGINX_PUBLIC_URL: string;
  readonly NGINX_RESOLVER: string;
  readonly NGINX_API: string;
  readonly NGINX_OPENVIDU: string;
  readonly NGINX_WORKER_PORT: string;
  readonly NGINX_CONNECT_SOURCES: string;
}

/** Where the image's files lie on this machine. */
export interface ImageFolders {
  /** Stands for /etc/nginx: the configuration. */
  readonly configuration: string;
  /** Stands for /run/nginx: rendered templates, temporary files. */
  readonly run: string;
  /** The log of requests, which the image writes to its standard output. */
  readonly log: string;
}

function rendered(template: string, variables: NginxVariables): string {
  return template.replace(/\$\{(NGINX_\w+)\}/g, (_, name: string) => {
    const value = (variables as unknown as Readonly<Record<string, string | undefined>>)[name];
    if (value === undefined) throw new Error(`No template may use ${name}: web.Dockerfile does not set it.`);
    return value;
  });
}

/** Paths of all files but the templates, below the sources and below /etc/nginx alike. */
function configurationFiles(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return files.filter((path) => path.endsWith('.conf'));
}

/**
 * Lays the files of the web image out in a folder as web.Dockerfile and the entry point of the nginx image do, with the image's
 * paths replaced by those of this machine; not a word is changed otherwise.
 * @param folder empty
 * @param page the folder of the built page
 */
export function layOutImage(folder: string, variables: NginxVariables, page = BUILT_PAGE): ImageFolders {
  const configuration = join(folder, 'etc');
  const run = join(folder, 'run');
  const log = join(folder, 'requests.log');
  for (const made of [run, join(configuration, 'bapsang'), join(configuration, 'certificates')]) {
    mkdirSync(made, { recursive: true });
  }
  const moved = (text: string): string =>
    text
      .replaceAll('/run/nginx/', `${run}/`)
      .replaceAll('/etc/nginx/certificates/', `${configuration}/certificates/`)
      .replaceAll('/usr/share/nginx/html', page)
      .replaceAll('/dev/stdout', log);
  for (const name of configurationFiles()) {
    writeFileSync(join(configuration, name), moved(readFileSync(join(SOURCES, name), 'utf8')));
  }
  for (const name of readdirSync(join(SOURCES, 'templates'))) {
    const template = moved(readFileSync(join(SOURCES, 'templates', name), 'utf8'));
    writeFileSync(join(run, name.replace(/\.template$/, '')), rendered(template, variables));
  }
  cpSync('/etc/nginx/mime.types', join(configuration, 'mime.types'));
  return { configuration, run, log };
}
