using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Analytics.Engine.Stats;
using Analytics.Functions.Configuration;
using Analytics.Functions.Http;
using Analytics.Functions.Tables;
using Analytics.Store.Stats.Reads;

namespace Analytics.Functions.Stats;

/// <summary>An answer that is written by hand.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult
{
    /// <summary>Answers a question within the deployment's budget and, with <c>?explain=1</c>, says what that took.</summary>
    /// <param name="context">The request.</param>
    /// <param name="settings">The deployment's settings.</param>
    /// <param name="read">Answers.</param>
    /// <param name="writeMembers">Writes the members of the answer.</param>
    /// <param name="tableOf">The answer as a table, with its JSON.</param>
    public static async Task<IResult> ReadAsync<T>(
        HttpContext context, Settings settings, Func<ReadReceipt, Task<T>> read, Action<Utf8JsonWriter, T> writeMembers, Func<T, IResult, IResult> tableOf)
    {
        var receipt = new ReadReceipt(new ReadBudget { Bytes = settings.QueryBytes });
        long began = Stopwatch.GetTimestamp();
        T result = await read(receipt);
        TimeSpan time = Stopwatch.GetElapsedTime(began);
        if (context.FormAsked().Form != AnswerForm.Json)
        {
            ExplainJson.Tell(context, receipt.Plan!, receipt.Cost, time);
        }

        return tableOf(result, new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writeMembers(writer, result);
            if (context.Request.Query["explain"] == "1")
            {
                ExplainJson.Write(writer, receipt.Plan!, (receipt.Cost, time));
            }

            writer.WriteEndObject();
        }));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        AnswerTime.IsAnswered(httpContext);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = buffer.WrittenCount;
        await httpContext.Response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted);
    }
}
