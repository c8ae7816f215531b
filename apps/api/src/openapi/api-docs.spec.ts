import type { OpenAPIObject } from '@nestjs/swagger';
import { RunningApi } from '../testing/running-api.spec-support';
import { API_DOCS_PATH, API_DOCUMENT_PATH, readApiDocument } from './api-docs';

describe('/api/docs', () => {
  let running: RunningApi;

  beforeAll(async () => {
    running = await RunningApi.start();
  });

  afterAll(async () => running.close());

  it('answers the committed document', async () => {
    const { status, body } = await running.get<OpenAPIObject>(`/${API_DOCUMENT_PATH}`);
    expect([status, body.paths]).toEqual([200, readApiDocument().paths]);
  });

  it('answers a page with everything that it loads, from this api alone', async () => {
    const page = await running.get(`/${API_DOCS_PATH}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const loaded = [...page.text.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map(([, path = '']) => path);
    expect(loaded.length).toBeGreaterThan(3);
    for (const path of loaded) {
      const address = path.startsWith('api/') ? `/${path}` : `/api/${path}`;
      expect([path, (await running.get(address)).status]).toEqual([path, 200]);
    }
  });
});
