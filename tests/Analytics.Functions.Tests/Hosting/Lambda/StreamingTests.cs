using System.Text;
using System.Text.Json;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Analytics.Functions.Tests.Hosting.Lambda;

public sealed class StreamingTests
{
    [Fact]
    public async Task Each_piece_of_a_live_view_leaves_at_once()
    {
        var next = new SemaphoreSlim(0);
        await using LambdaApp app = await LambdaApp.StartAsync(
            app => app.MapGet("/live", async (HttpContext context) =>
            {
                context.Response.ContentType = "text/event-stream";
                for (int i = 0; i < 3; i++)
                {
                    await context.Response.WriteAsync($"data: {i}\n\n");
                    await context.Response.Body.FlushAsync();
                    await next.WaitAsync();
                }
            }),
            streams: true);

        LambdaCall call = app.Lambda.Begin(LambdaPayload.Http("GET", "/live").ToBytes());
        string seen = "";
        int pieces = 0;
        await foreach (byte[] piece in call.Pieces)
        {
            seen += Encoding.UTF8.GetString(piece);
            while (pieces < 3 && seen.Contains($"data: {pieces}\n\n", StringComparison.Ordinal))
            {
                pieces++;
                _ = next.Release(); // the route goes on only when this side has seen what it wrote
            }
        }

        Assert.Equal(3, pieces);
        LambdaResult result = await call.Result;
        Assert.Equal("data: 0\n\ndata: 1\n\ndata: 2\n\n", result.Text);
        Assert.Equal(200, result.ToHttp().Status);
        Assert.Contains(("Content-Type", "text/event-stream"), result.ToHttp().Headers);
    }

    [Fact]
    public async Task The_head_goes_before_the_body_with_eight_zeros_between()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(
            app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Cookies.Append("a", "1");
                return Results.Bytes([0, 0, 0, 255], "image/gif", null);
            }),
            streams: true);

        LambdaResult result = await app.CallAsync("/");

        JsonElement head = JsonDocument.Parse(result.Prelude).RootElement;
        Assert.Equal(200, head.GetProperty("statusCode").GetInt32());
        Assert.Equal("a=1; path=/", head.GetProperty("cookies")[0].GetString());
        Assert.False(head.TryGetProperty("body", out _));
        Assert.Equal([0, 0, 0, 255], result.Body);
    }

    [Fact]
    public async Task A_failure_after_the_first_byte_is_told_in_the_trailers_without_its_message()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(
            app => app.MapGet("/", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("x");
                await context.Response.Body.FlushAsync();
                throw new InvalidOperationException("secret words");
            }),
            streams: true);

        LambdaResult result = await app.CallAsync("/");

        Assert.Equal("Failed", result.ErrorType);
        Assert.DoesNotContain("secret", result.ErrorBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_body_has_a_head()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", () => Results.NoContent()), streams: true);

        Assert.Equal(204, (await app.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_stream_may_be_longer_than_an_answer_in_one_piece()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", () => Results.Bytes(new byte[9_000_000], "image/gif")), streams: true);

        Assert.Equal(9_000_000, (await app.GetAsync("/")).Body.Length);
    }

    [Fact]
    public async Task The_schedules_event_is_answered_in_one_piece_on_a_streaming_function_too()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapPost("/internal/maintain", () => Results.Text("{}")), streams: true);

        LambdaResult result = await app.Lambda.InvokeAsync(LambdaPayload.Maintain);

        Assert.Null(result.Prelude);
        Assert.Equal("{}", result.Text);
    }
}
