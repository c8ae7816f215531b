import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { API_PORT, ROUTER_PORT, WEB_PORT, WORKER_PORT } from './ports';

/** Who may reach whom inside the network: nothing is let in that is not named here, and the router is let out to workers alone. */
export class Access extends Construct {
  readonly api: ec2.SecurityGroup;
  readonly web: ec2.SecurityGroup;
  readonly workerRouter: ec2.SecurityGroup;
  readonly worker: ec2.SecurityGroup;

  constructor(
    scope: Construct,
    id: string,
    private readonly vpc: ec2.IVpc,
  ) {
    super(scope, id);
    this.api = this.#group('Api', 'Tasks of the api');
    this.web = this.#group('Web', 'Tasks of the page');
    this.worker = this.#group('Worker', 'ai-workers');
    this.workerRouter = this.#group('WorkerRouter', 'nginx before the ai-workers', false);
    this.worker.addIngressRule(this.workerRouter, ec2.Port.tcp(WORKER_PORT), 'frames');
    this.workerRouter.addEgressRule(this.worker, ec2.Port.tcp(WORKER_PORT), 'frames');
    // Images and logs: without this Fargate cannot start the task.
    this.workerRouter.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'ECR and CloudWatch Logs');
    this.api.addIngressRule(this.worker, ec2.Port.tcp(API_PORT), 'links of workers');
  }

  /** Lets the balancer in. */
  admitBalancer(balancer: ec2.ISecurityGroup): void {
    this.api.addIngressRule(balancer, ec2.Port.tcp(API_PORT), 'balancer');
    this.web.addIngressRule(balancer, ec2.Port.tcp(WEB_PORT), 'balancer');
    this.workerRouter.addIngressRule(balancer, ec2.Port.tcp(ROUTER_PORT), 'balancer');
  }

  /** Lets OpenVidu's webhooks in. */
  admitOpenvidu(openvidu: ec2.ISecurityGroup): void {
    this.api.addIngressRule(openvidu, ec2.Port.tcp(API_PORT), 'webhooks');
  }

  #group(id: string, description: string, allowAllOutbound = true): ec2.SecurityGroup {
    return new ec2.SecurityGroup(this, id, { vpc: this.vpc, description, allowAllOutbound });
  }
}
