using Analytics.Functions.Http;
using System.Text;
using Analytics.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Analytics.Functions.Tests.Hosting.Lambda;

public sealed class RehearsalTests
{
    [Fact]
    public async Task The_first_request_is_rehearsed_by_one_that_no_distribution_need_vouch_for()
    {
        var rehearsed = new TaskCompletionSource<(string, string, bool)>();
        await using LambdaApp app = await LambdaApp.StartAsync(
            app => app.MapGet("/health/ready", (HttpContext context) =>
            {
                _ = rehearsed.TrySetResult((context.Request.Method, context.Connection.Id, context.Features.Get<InternalEvent>() is not null));
                return "ok";
            }),
            rehearses: true);

        Assert.Equal(("GET", "rehearsal", true), await rehearsed.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_request_during_a_rehearsal_that_fails_or_hangs_gets_its_own_answer()
    {
        await using LambdaApp failing = await LambdaApp.StartAsync(Map(_ => throw new InvalidOperationException("no table")), rehearses: true);
        await using LambdaApp hanging = await LambdaApp.StartAsync(Map(context => Task.Delay(Timeout.Infinite, context.RequestAborted)), rehearses: true);

        foreach (LambdaApp app in new[] { failing, hanging })
        {
            (int status, _, byte[] body) = await app.GetAsync("/page");
            Assert.Equal((200, "page"), (status, Encoding.UTF8.GetString(body)));
        }

        Action<WebApplication> Map(Func<HttpContext, Task> ready) => app =>
        {
            _ = app.MapGet("/page", () => "page");
            _ = app.MapGet("/health/ready", ready);
        };
    }

    [Fact]
    public async Task Nothing_is_rehearsed_where_nobody_said_so()
    {
        int asked = 0;
        await using LambdaApp app = await LambdaApp.StartAsync(app => app.MapGet("/{**any}", () => Interlocked.Increment(ref asked)));

        _ = await app.GetAsync("/page");

        Assert.Equal(1, asked);
    }
}
