import { nginxSecurityHeaders } from '../../apps/web/configuration/security-headers';
import { readWebEnvironment } from '../../apps/web/configuration/web-environment';

// Prints the security headers of the page for nginx: WEB_CONNECT_SOURCES='…' npx tsx tools/security-headers/print-nginx.ts [--tls]
const { WEB_CONNECT_SOURCES } = readWebEnvironment(process.env);
process.stdout.write(
  nginxSecurityHeaders({ connectSources: WEB_CONNECT_SOURCES, tls: process.argv.includes('--tls') }),
);
