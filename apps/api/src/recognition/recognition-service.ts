import { ApplicationError, readParticipantIdentity, type RecognitionAnswer } from '@bapsang/shared';
import { Injectable } from '@nestjs/common';
import { OpenViduDeployment } from '../openvidu/openvidu-deployment';
import { RecognitionDispatch, type RecognitionSubject } from './dispatch/recognition-dispatch';

/** Fresh tickets for participants who are at the table already. */
@Injectable()
export class RecognitionService {
  constructor(
    private readonly openvidu: OpenViduDeployment,
    private readonly dispatch: RecognitionDispatch,
  ) {}

  /**
   * A fresh ticket, or why there is none. OpenVidu is asked whether the connection is the participant's, and whether it was
   * made with the agreement to recognition.
   * @throws ApplicationError `connection_not_found`, or as OpenVidu fails
   */
  async renew(subject: RecognitionSubject): Promise<RecognitionAnswer> {
    const session = await this.openvidu.findSession(subject.mealId);
    const connection = session?.connections.find(({ connectionId }) => connectionId === subject.connectionId);
    const identity = connection && readParticipantIdentity(connection.serverData);
    if (identity?.participantId !== subject.participantId) {
      throw new ApplicationError(
        'connection_not_found',
        'This connection is not yours, or it is gone. Please join again.',
      );
    }
    return identity.recognition ? this.dispatch.grant(subject) : { unavailable: 'not_agreed' };
  }
}
