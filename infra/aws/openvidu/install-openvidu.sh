#!/usr/bin/env bash
# Installs OpenVidu CE on a fresh Ubuntu 22.04 as its documentation says, and starts it. Root, at the first boot.
# Wants OPENVIDU_VERSION, OPENVIDU_DOMAIN, OPENVIDU_ADDRESS (the Elastic IP), OPENVIDU_SECRET_ARN, WEBHOOK_SECRET_ARN, WEBHOOK_URL,
# OPERATOR_EMAIL, NETWORK_RANGE and AWS_REGION.
set -euo pipefail

readonly METADATA=http://169.254.169.254/latest
readonly ADDRESS_DEADLINE=600

public_address() {
  local token
  token=$(curl -sf -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$METADATA/api/token")
  curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" "$METADATA/meta-data/public-ipv4"
}

# Let's Encrypt asks the domain, which leads here only once the Elastic IP is associated.
wait_for_address() {
  until [[ $(public_address || true) == "$OPENVIDU_ADDRESS" ]]; do
    if ((SECONDS > ADDRESS_DEADLINE)); then
      echo "The Elastic IP $OPENVIDU_ADDRESS did not arrive within $ADDRESS_DEADLINE s." >&2
      exit 1
    fi
    sleep 5
  done
}

read_secret() {
  /snap/bin/aws secretsmanager get-secret-value --region "$AWS_REGION" --secret-id "$1" --query SecretString --output text
}

set_option() {
  sed -i -E "s|^#? ?$1=.*|$1=$2|" /opt/openvidu/.env
  grep -q "^$1=" /opt/openvidu/.env || echo "$1=$2" >> /opt/openvidu/.env
}

wait_for_address
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y docker.io docker-compose-v2 curl
snap install aws-cli --classic
# OpenVidu's scripts call Compose by its older name.
printf '#!/bin/sh\nexec docker compose "$@"\n' > /usr/local/bin/docker-compose
chmod 755 /usr/local/bin/docker-compose

cd /opt
curl -sSf "https://s3-eu-west-1.amazonaws.com/aws.openvidu.io/install_openvidu_$OPENVIDU_VERSION.sh" | bash
# OpenVidu Call, which the installation brings along, is not needed.
rm -f /opt/openvidu/docker-compose.override.yml
chmod 600 /opt/openvidu/.env
secret=$(read_secret "$OPENVIDU_SECRET_ARN")
webhook_secret=$(read_secret "$WEBHOOK_SECRET_ARN")
set_option DOMAIN_OR_PUBLIC_IP "$OPENVIDU_DOMAIN"
set_option OPENVIDU_SECRET "$secret"
set_option CERTIFICATE_TYPE letsencrypt
set_option LETSENCRYPT_EMAIL "$OPERATOR_EMAIL"
set_option OPENVIDU_WEBHOOK true
set_option OPENVIDU_WEBHOOK_ENDPOINT "$WEBHOOK_URL"
set_option OPENVIDU_WEBHOOK_HEADERS "[\"Authorization: Bearer $webhook_secret\"]"
# The api is in the network; browsers need neither.
set_option ALLOWED_ACCESS_TO_RESTAPI "$NETWORK_RANGE"
set_option ALLOWED_ACCESS_TO_DASHBOARD "$NETWORK_RANGE"

cat > /etc/systemd/system/openvidu.service << 'UNIT'
[Unit]
Description=OpenVidu CE
Requires=docker.service
After=docker.service network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
WorkingDirectory=/opt/openvidu
ExecStart=/usr/local/bin/docker-compose up -d
ExecStop=/usr/local/bin/docker-compose down
TimeoutStartSec=900

[Install]
WantedBy=multi-user.target
UNIT
systemctl daemon-reload
systemctl enable --now openvidu.service
