import { OpenViduWebhook } from '@bapsang/shared';
import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { NeedsBearer } from '../openapi/described-answers';
import { readWebhook } from './session-news';
import { WebhookGuard } from './webhook-guard';
import { WebhookInbox } from './webhook-inbox';

/** Where OpenVidu posts its events. */
@ApiTags('OpenVidu')
@NeedsBearer('webhookSecret')
@Controller('api/openvidu')
@UseGuards(WebhookGuard)
export class WebhookController {
  constructor(private readonly inbox: WebhookInbox) {}

  /**
   * Takes an event; one that nobody here wants to know of is acknowledged as well. Answers at once, with 200: OpenVidu takes
   * nothing else for delivered.
   * @throws ApplicationError `invalid_request` for what OpenVidu does not write
   */
  @Post('webhook')
  @HttpCode(200)
  @ApiBody({ type: OpenViduWebhook })
  @ApiOkResponse()
  take(@Body() body: unknown): void {
    const news = readWebhook(body ?? {});
    if (news) this.inbox.add(news);
  }
}
