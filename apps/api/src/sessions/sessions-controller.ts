import { ContractPipe } from '@bapsang/server/nest';
import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ConnectionRequest } from './connection-request';
import { SessionRequest } from './session-request';
import { SessionsService } from './sessions-service';

/** The part of an Express response that is needed here. */
interface TextResponse {
  status(code: number): TextResponse;
  send(text?: string): unknown;
}

/**
 * The two routes of OpenVidu's tutorial server openvidu-basic-node, as its pages expect them: the answers are bare texts
 * (`text/html; charset=utf-8`, not JSON), and an unknown session is a 404 without body.
 */
@ApiTags('Tutorial pages of OpenVidu')
@ApiProduces('text/html')
@Controller('api/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** Answers with the id of the session. */
  @Post()
  @ApiOkResponse({ type: String })
  async createSession(
    @Body(new ContractPipe(SessionRequest)) request: SessionRequest,
    @Res() response: TextResponse,
  ): Promise<void> {
    response.status(200).send(await this.sessions.createSession(request));
  }

  /** Answers with a token for the session. */
  @Post(':sessionId/connections')
  @ApiOkResponse({ type: String })
  @ApiNotFoundResponse()
  async createConnection(
    @Param('sessionId') sessionId: string,
    @Body(new ContractPipe(ConnectionRequest)) request: ConnectionRequest,
    @Res() response: TextResponse,
  ): Promise<void> {
    const token = await this.sessions.createToken(sessionId, request);
    if (token === undefined) response.status(404).send();
    else response.status(200).send(token);
  }
}
