import { ConfigurationError, readEnvironment, variableNames } from '../configuration/read-environment';
import { CloudWatchEnvironment } from './cloudwatch-environment';

class ServiceEnvironment extends CloudWatchEnvironment {}

const namespace = { CLOUDWATCH_NAMESPACE: 'Bapsang/production' };

describe('CloudWatchEnvironment', () => {
  it('gives its variables to the configurations that extend it', () => {
    expect(variableNames(ServiceEnvironment)).toEqual(['AWS_REGION', 'CLOUDWATCH_ENDPOINT', 'CLOUDWATCH_NAMESPACE']);
  });

  it('needs nothing, and a region with a namespace', () => {
    expect({ ...readEnvironment(ServiceEnvironment, {}) }).toEqual({});
    const region = { AWS_REGION: 'ap-northeast-2' };
    expect({ ...readEnvironment(ServiceEnvironment, { ...namespace, ...region }) }).toEqual({
      ...namespace,
      ...region,
    });
    expect(() => readEnvironment(ServiceEnvironment, namespace)).toThrow('AWS_REGION must be the region');
  });

  it.each([
    ['CLOUDWATCH_NAMESPACE', 'AWS/EC2'],
    ['CLOUDWATCH_NAMESPACE', 'with space'],
    ['CLOUDWATCH_NAMESPACE', 'x'.repeat(256)],
    ['AWS_REGION', 'Frankfurt'],
    ['CLOUDWATCH_ENDPOINT', 'localhost:4566'],
  ])('refuses %s=%s', (name, value) => {
    const variables = { ...namespace, AWS_REGION: 'us-gov-west-1', [name]: value };
    expect(() => readEnvironment(ServiceEnvironment, variables)).toThrow(ConfigurationError);
    expect(() => readEnvironment(ServiceEnvironment, variables)).toThrow(name);
  });
});
