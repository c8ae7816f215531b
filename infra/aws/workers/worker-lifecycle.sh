#!/usr/bin/env bash
# Follows where Auto Scaling and EC2 want this instance to be, and lets the ai-worker serve or drain accordingly. Runs as
# bapsang-lifecycle.service for as long as the instance does.
# Wants READY_HOOK, DRAIN_HOOK, AUTO_SCALING_GROUP, READY_DEADLINE (seconds), WORKER_PORT and AWS_REGION.
set -uo pipefail

readonly METADATA=${METADATA:-http://169.254.169.254/latest}
readonly INTERVAL=${INTERVAL:-5}
readonly WORKER=bapsang-worker.service
readonly PREPARATION=bapsang-image.service

# One value of the instance's metadata; nothing where there is none, which is usual for a Spot notice.
metadata() {
  local token
  token=$(curl -sf -m 2 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$METADATA/api/token") || return 1
  curl -sf -m 2 -H "X-aws-ec2-metadata-token: $token" "$METADATA/meta-data/$1"
}

# Refused where no such action waits, as after a restart of this script: then there is nothing to do.
complete() {
  aws autoscaling complete-lifecycle-action --region "$AWS_REGION" --auto-scaling-group-name "$AUTO_SCALING_GROUP" \
    --instance-id "$instance" --lifecycle-hook-name "$1" --lifecycle-action-result "$2" ||
    echo "No lifecycle action of $1 was waiting."
}

is_ready() {
  curl -sf -m 2 -o /dev/null "http://127.0.0.1:$WORKER_PORT/health/ready"
}

serve() {
  local begin=$SECONDS
  systemctl start "$WORKER"
  until is_ready; do
    if ((SECONDS - begin > READY_DEADLINE)); then
      echo "The worker is not ready after $READY_DEADLINE s: the instance is given up."
      complete "$READY_HOOK" ABANDON
      return
    fi
    sleep "$INTERVAL"
  done
  complete "$READY_HOOK" CONTINUE
}

# Stopping sends SIGTERM to the worker and returns once it has moved its participants to others.
drain() {
  systemctl stop "$WORKER"
  complete "$DRAIN_HOOK" CONTINUE
}

# Into the warm pool: for the first time with the image ready, back again once it is empty.
warm() {
  if systemctl is-active --quiet "$WORKER"; then
    drain
    return
  fi
  systemctl start "$PREPARATION"
  complete "$READY_HOOK" CONTINUE
}

follow() {
  case $1 in
    interrupted) systemctl stop "$WORKER" ;;
    InService) serve ;;
    Warmed:Terminated | Terminated) drain ;;
    Warmed:*) warm ;;
    Standby | Detached) systemctl stop "$WORKER" ;;
    *) echo "Auto Scaling wants $1, which this script does not know." ;;
  esac
}

instance=
followed=
while true; do
  [[ -n $instance ]] || instance=$(metadata instance-id || true)
  if metadata spot/instance-action > /dev/null; then
    wanted=interrupted
  else
    wanted=$(metadata autoscaling/target-lifecycle-state || true)
  fi
  if [[ -n $instance && -n $wanted && $wanted != "$followed" && $followed != interrupted ]]; then
    echo "Following $wanted."
    follow "$wanted"
    followed=$wanted
  fi
  sleep "$INTERVAL"
done
