import { aws_secretsmanager as secretsmanager } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** Length of every secret, letters and digits alone: none needs quoting in an address or a file. */
const LENGTH = 48;

/** The secrets that Secrets Manager makes itself; nobody has to see them. */
export class DeploymentSecrets extends Construct {
  /** `API_SECRET`. */
  readonly api = this.#generate('Api', 'Signs meal ids, host keys and rejoin keys');
  /** `ADMIN_SECRET`. */
  readonly admin = this.#generate('Admin', 'Opens the administration');
  /** `ADMIN_READ_SECRET`. */
  readonly adminRead = this.#generate('AdminRead', 'Opens the administration to look at, not to act');
  /** `WORKER_SECRET`. */
  readonly worker = this.#generate('Worker', 'Shared by api and ai-workers');
  /** `OPENVIDU_SECRET`. */
  readonly openvidu = this.#generate('Openvidu', 'Password of OPENVIDUAPP');
  /** `OPENVIDU_WEBHOOK_SECRET`. */
  readonly openviduWebhook = this.#generate('OpenviduWebhook', 'By which OpenVidu shows itself to the api');
  /** Password of the shared state. */
  readonly sharedState = this.#generate('SharedState', 'AUTH token of ElastiCache');

  #generate(name: string, description: string): secretsmanager.Secret {
    return new secretsmanager.Secret(this, name, {
      description: `Bapsang: ${description}`,
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true },
    });
  }
}
