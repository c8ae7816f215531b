#!/usr/bin/env bash
# Before every start of the ai-worker: fetches what the instance and Secrets Manager know into a file that only root reads and that
# is gone with the machine. Wants WORKER_SECRET_ARN, PUBLIC_URL and AWS_REGION.
set -euo pipefail

readonly METADATA=http://169.254.169.254/latest
token=$(curl -sf -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$METADATA/api/token")
address=$(curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" "$METADATA/meta-data/local-ipv4")
secret=$(aws secretsmanager get-secret-value --region "$AWS_REGION" --secret-id "$WORKER_SECRET_ARN" \
  --query SecretString --output text)

umask 077
mkdir -p /run/bapsang
cat > /run/bapsang/worker.env << ENVIRONMENT
WORKER_SECRET=$secret
WORKER_PUBLIC_URL=$PUBLIC_URL/workers/${address//./-}
ENVIRONMENT
