/** What the headers depend on. */
export interface SecurityHeadersOptions {
  /** Origins besides the page's own that it may connect to: OpenVidu and the ai-workers, as `connect-src` takes them. */
  readonly connectSources: readonly string[];
  /** Whether the page is served with TLS: then browsers shall never ask for it without. */
  readonly tls: boolean;
}

/** Browsers remember that there is TLS for two years, seconds. */
const HSTS_AGE = 63_072_000;

/** What the page needs of the device, and for nobody else than its own origin. */
const OWN_FEATURES = ['camera', 'microphone', 'display-capture', 'fullscreen', 'screen-wake-lock', 'autoplay'] as const;

/** What it never needs, so that nothing that creeps in can ask for it. */
const NO_FEATURES = ['geolocation', 'payment', 'usb', 'serial', 'hid', 'midi'] as const;

function contentSecurityPolicy(connectSources: readonly string[]): string {
  return [
    "default-src 'self'",
    // Recognition on the device runs WebAssembly.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    // The icon of the page is a data: address.
    "img-src 'self' data:",
    "media-src 'self' blob:",
    "worker-src 'self'",
    ["connect-src 'self'", ...connectSources].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The headers with which every file of the page is served, by name; the one source of them for every server. */
export function securityHeaders({ connectSources, tls }: SecurityHeadersOptions): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(connectSources),
    'Permissions-Policy': [
      ...OWN_FEATURES.map((feature) => `${feature}=(self)`),
      ...NO_FEATURES.map((feature) => `${feature}=()`),
    ].join(', '),
    // The address of a meal is all that it takes to join it.
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(tls ? { 'Strict-Transport-Security': `max-age=${HSTS_AGE}; includeSubDomains` } : {}),
  };
}

/** The same as directives for nginx, one a line; `always`, so that error pages have them too. */
export function nginxSecurityHeaders(options: SecurityHeadersOptions): string {
  return Object.entries(securityHeaders(options))
    .map(([name, value]) => `add_header ${name} "${value}" always;\n`)
    .join('');
}
