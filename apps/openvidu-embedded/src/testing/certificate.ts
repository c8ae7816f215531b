import { CipherContext, HashAlgorithm, NamedCurveAlgorithm, SignatureAlgorithm } from 'werift';

/** A self-signed certificate and its key, each as PEM; another one at each call. */
export async function createTestCertificate(): Promise<{ readonly key: string; readonly cert: string }> {
  const { keyPem, certPem } = await CipherContext.createSelfSignedCertificateWithKey(
    { signature: SignatureAlgorithm.ecdsa_3, hash: HashAlgorithm.sha256_4 },
    NamedCurveAlgorithm.secp256r1_23,
  );
  return { key: keyPem, cert: certPem };
}
