import { nginxSecurityHeaders, securityHeaders } from './security-headers';

const options = { connectSources: ['https://meals.example', 'wss://meals.example'], tls: false };

describe('securityHeaders()', () => {
  const policy = securityHeaders(options)['Content-Security-Policy'] ?? '';

  it('let no script run that is not a file of the page, and nobody frame it', () => {
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('let the page talk to its own servers alone', () => {
    expect(policy).toContain("connect-src 'self' https://meals.example wss://meals.example;");
  });

  it('tell no other site the address of a meal', () => {
    expect(securityHeaders(options)['Referrer-Policy']).toBe('no-referrer');
  });

  it('ask for TLS for good only where there is TLS', () => {
    expect(securityHeaders(options)).not.toHaveProperty('Strict-Transport-Security');
    expect(securityHeaders({ ...options, tls: true })['Strict-Transport-Security']).toContain('max-age=63072000');
  });

  it('are the same for nginx', () => {
    const lines = nginxSecurityHeaders(options).trimEnd().split('\n');
    expect(lines).toEqual(
      Object.entries(securityHeaders(options)).map(([name, value]) => `add_header ${name} "${value}" always;`),
    );
  });
});
