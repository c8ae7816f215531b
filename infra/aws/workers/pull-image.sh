#!/usr/bin/env bash
# Pulls the ai-worker's image unless it is here. Wants IMAGE, REGISTRY and AWS_REGION.
set -euo pipefail

docker image inspect "$IMAGE" > /dev/null 2>&1 && exit 0
aws ecr get-login-password --region "$AWS_REGION" | docker login --username AWS --password-stdin "$REGISTRY"
docker pull "$IMAGE"
docker logout "$REGISTRY"
