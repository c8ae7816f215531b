import { Router } from 'express';

function certificatePage(isSecure: boolean): string {
  const text = isSecure
    ? 'This browser has accepted the certificate of this OpenVidu deployment. Go back and join again.'
    : 'This OpenVidu deployment is reached without a certificate: there is nothing to accept.';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>OpenVidu: certificate</title><p>${text}</p></html>\n`;
}

/** What nobody needs the secret for. */
export function publicRoutes(publicUrl: string): Router {
  const router = Router();

  // Whoever gets an answer here knows that all is ready.
  router.get('/openvidu/api/config/openvidu-publicurl', (_request, response) => {
    response.type('text/plain').send(new URL(publicUrl).href);
  });

  // Where openvidu-browser sends people whose browser knows no authority that vouches for the deployment.
  router.get('/openvidu/accept-certificate', (_request, response) => {
    response.type('html').send(certificatePage(new URL(publicUrl).protocol === 'https:'));
  });

  return router;
}
