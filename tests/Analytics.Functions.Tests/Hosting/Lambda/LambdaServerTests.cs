using System.Text;
using System.Text.Json;
using Analytics.Functions.Hosting.Lambda;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Analytics.Functions.Tests.Hosting.Lambda;

public sealed class LambdaServerTests
{
    [Fact]
    public async Task Text_goes_as_text_and_everything_else_as_base64()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app =>
        {
            app.MapGet("/text", () => Results.Text("\"é\" \u0001 😀", "text/plain; charset=utf-8"));
            app.MapGet("/bytes", () => Results.Bytes([0, 255, 71], "image/gif"));
            app.MapGet("/broken", () => Results.Bytes([65, 255, 66], "text/plain"));
            app.MapGet("/packed", (HttpContext context) =>
            {
                context.Response.Headers.ContentEncoding = "br";
                return Results.Text("abc");
            });
        });

        Assert.False((await app.CallAsync("/text")).Json.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal("\"é\" \u0001 😀", Encoding.UTF8.GetString((await app.GetAsync("/text")).Body));
        foreach ((string path, byte[] body) in new[] { ("/bytes", new byte[] { 0, 255, 71 }), ("/broken", [65, 255, 66]), ("/packed", "abc"u8.ToArray()) })
        {
            Assert.True((await app.CallAsync(path)).Json.GetProperty("isBase64Encoded").GetBoolean());
            Assert.Equal(body, (await app.GetAsync(path)).Body);
        }
    }

    [Fact]
    public async Task Cookies_stay_apart_and_other_values_are_joined()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", (HttpContext context) =>
        {
            context.Response.Cookies.Append("a", "1");
            context.Response.Cookies.Append("b", "2");
            context.Response.Headers.Append("Vary", "Origin");
            context.Response.Headers.Append("Vary", "Accept-Encoding");
        }));

        JsonElement answer = (await app.CallAsync("/")).Json;

        Assert.Equal(["a=1; path=/", "b=2; path=/"], answer.GetProperty("cookies").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal("Origin, Accept-Encoding", answer.GetProperty("headers").GetProperty("Vary").GetString());
        Assert.False(answer.GetProperty("headers").TryGetProperty("Set-Cookie", out _));
    }

    [Fact]
    public async Task A_request_for_the_head_alone_gets_no_body()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapMethods("/", ["HEAD"], () => Results.Text("abc")));

        (int status, IReadOnlyList<(string Name, string Value)> headers, byte[] body) = await app.GetAsync("/", "HEAD");

        Assert.Equal((200, 0), (status, body.Length));
        Assert.Contains(("Content-Length", "3"), headers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_failure_that_no_route_caught_is_an_answer_and_no_failed_invocation(bool streams)
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", string () => throw new InvalidOperationException("secret words")), streams);

        LambdaResult result = await app.CallAsync("/");

        Assert.Null(result.ErrorType);
        Assert.Equal(500, result.ToHttp().Status);
        Assert.DoesNotContain("secret", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6_200_000, 200)] // of the letter a
    [InlineData(6_400_000, 413)]
    [InlineData(-4_600_000, 200)] // of bytes, a third more as base64
    [InlineData(-4_800_000, 413)]
    [InlineData(40_000_000, 413)]
    public async Task An_answer_that_Lambda_would_not_pass_on_says_so_and_names_the_way_around(int size, int status)
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", async (HttpContext context) =>
        {
            context.Response.ContentType = size > 0 ? "text/plain" : "image/gif";
            byte[] piece = new byte[100_000];
            Array.Fill(piece, (byte)'a');
            for (int left = Math.Abs(size); left > 0; left -= piece.Length)
            {
                await context.Response.Body.WriteAsync(piece.AsMemory(0, Math.Min(left, piece.Length)));
            }
        }));

        LambdaResult result = await app.CallAsync("/");

        Assert.Null(result.ErrorType);
        Assert.Equal(status, result.ToHttp().Status);
        if (status == 413)
        {
            JsonElement problem = JsonDocument.Parse(result.ToHttp().Body).RootElement;
            Assert.Contains("`limit`", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains("streaming front", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_internal_route_that_does_not_succeed_fails_the_invocation()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapPost("/internal/maintain", () => Results.StatusCode(500)));

        LambdaResult result = await app.Lambda.InvokeAsync(LambdaPayload.Maintain);

        Assert.Equal("InternalRouteFailed", result.ErrorType);
        Assert.Contains("500", result.Json.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_internal_route_that_breaks_off_fails_the_invocation()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapPost("/internal/maintain", string () => throw new InvalidOperationException("secret")));

        LambdaResult result = await app.Lambda.InvokeAsync(LambdaPayload.Maintain);

        Assert.Equal("InternalRouteFailed", result.ErrorType);
        Assert.DoesNotContain("secret", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_nobody_knows_fails_and_the_next_one_is_answered()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", () => "ok"));

        LambdaResult result = await app.Lambda.InvokeAsync(LambdaPayload.Recorded("event-bridge").ToBytes());

        Assert.Equal("UnknownEvent", result.ErrorType);
        Assert.Equal(200, (await app.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_answered_400()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", () => "ok"));

        Assert.Equal(400, (await app.GetAsync("no-slash")).Status);
    }

    [Fact]
    public async Task The_trace_is_known_to_the_calls_that_an_invocation_makes()
    {
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/", () => Invocation.Current!.TraceId + " " + Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID")));

        Assert.Equal($"{LambdaEmulator.TraceId} {LambdaEmulator.TraceId}", Encoding.UTF8.GetString((await app.GetAsync("/")).Body));
    }
}
