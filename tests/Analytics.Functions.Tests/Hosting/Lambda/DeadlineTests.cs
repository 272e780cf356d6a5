using System.Text;
using Analytics.Testing.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Analytics.Functions.Tests.Hosting.Lambda;

public sealed class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.5);

    [Theory]
    [InlineData("/heeds", false)]
    [InlineData("/ignores", false)]
    [InlineData("/heeds", true)]
    [InlineData("/ignores", true)]
    public async Task A_request_whose_time_is_up_is_answered_before_Lambda_ends_the_process(string path, bool streams)
    {
        await using LambdaApp app = await StartAsync(streams);
        LambdaCall call = app.Lambda.Begin(LambdaPayload.Http("GET", path).ToBytes());
        LambdaResult result = await call.Result;

        Assert.True(DateTimeOffset.UtcNow < call.Deadline, "It came too late.");
        Assert.Null(result.ErrorType);
        (int status, IReadOnlyList<(string Name, string Value)> headers, byte[] body) = result.ToHttp();
        Assert.Equal(503, status);
        Assert.Contains(("Retry-After", "1"), headers);
        Assert.Contains("not enough time", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal(200, (await app.GetAsync("/quick")).Status);
    }

    [Theory]
    [InlineData("/begins")]
    [InlineData("/begins-and-ignores")]
    public async Task A_stream_whose_time_is_up_ends_with_an_error_in_its_trailers(string path)
    {
        await using LambdaApp app = await StartAsync(streams: true);
        LambdaResult result = await app.CallAsync(path);

        Assert.Equal("OutOfTime", result.ErrorType);
        Assert.Equal("first", result.Text);
        Assert.Contains("OutOfTime", result.ErrorBody, StringComparison.Ordinal);
        Assert.Equal(200, (await app.GetAsync("/quick")).Status);
    }

    [Fact]
    public async Task What_is_answered_in_time_is_the_answer()
    {
        await using LambdaApp app = await StartAsync(streams: false);

        Assert.Equal("late but there", Encoding.UTF8.GetString((await app.GetAsync("/cleans-up")).Body));
    }

    private static async Task<LambdaApp> StartAsync(bool streams)
    {
        LambdaApp app = await LambdaApp.StartAsync(
            app =>
            {
                app.MapGet("/quick", () => "ok");
                app.MapGet("/heeds", async (HttpContext context) => await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted));
                app.MapGet("/ignores", async () => await Task.Delay(TimeSpan.FromMinutes(1)));
                app.MapGet("/begins", (HttpContext context) => BeginAsync(context, context.RequestAborted));
                app.MapGet("/begins-and-ignores", (HttpContext context) => BeginAsync(context, CancellationToken.None));
                app.MapGet("/cleans-up", async (HttpContext context) =>
                {
                    await Task.Delay(TimeSpan.FromMinutes(1), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                    await context.Response.WriteAsync("late but there", CancellationToken.None);
                });
            },
            streams);
        app.Lambda.Timeout = Short;
        return app;
    }

    private static async Task BeginAsync(HttpContext context, CancellationToken cancellation)
    {
        await context.Response.WriteAsync("first", cancellation);
        await context.Response.Body.FlushAsync(cancellation);
        await Task.Delay(TimeSpan.FromMinutes(1), cancellation);
    }
}
