import {
  aws_ec2 as ec2,
  aws_elasticloadbalancingv2 as elbv2,
  aws_route53 as route53,
  aws_route53_targets as targets,
  Duration,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What {@link FrontDoor} needs to know. */
export interface FrontDoorProps {
  readonly vpc: ec2.IVpc;
  readonly zone: route53.IHostedZone;
  readonly domain: string;
  readonly certificateArn: string;
}

/** The balancer on which everything but media arrives: one origin, one certificate. Plain HTTP is sent on to HTTPS. */
export class FrontDoor extends Construct {
  readonly balancer: elbv2.ApplicationLoadBalancer;
  readonly listener: elbv2.ApplicationListener;

  constructor(scope: Construct, id: string, { vpc, zone, domain, certificateArn }: FrontDoorProps) {
    super(scope, id);
    this.balancer = new elbv2.ApplicationLoadBalancer(this, 'Balancer', {
      vpc,
      internetFacing: true,
      dropInvalidHeaderFields: true,
      // Socket.IO sends something every 25 s; a slower page would only be a lost one.
      idleTimeout: Duration.seconds(60),
    });
    this.balancer.addRedirect();
    this.listener = this.balancer.addListener('Https', {
      protocol: elbv2.ApplicationProtocol.HTTPS,
      sslPolicy: elbv2.SslPolicy.RECOMMENDED_TLS,
      certificates: [elbv2.ListenerCertificate.fromArn(certificateArn)],
      // What no rule names is nothing of ours, such as /metrics and /health.
      defaultAction: elbv2.ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' }),
    });
    // CDK's class does not know this attribute.
    (this.listener.node.defaultChild as elbv2.CfnListener).listenerAttributes = [
      { key: 'routing.http.response.strict_transport_security.header_value', value: 'max-age=63072000' },
    ];
    new route53.ARecord(this, 'Record', {
      zone,
      recordName: `${domain}.`,
      target: route53.RecordTarget.fromAlias(new targets.LoadBalancerTarget(this.balancer)),
    });
  }
}
