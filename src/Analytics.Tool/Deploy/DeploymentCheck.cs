using System.Net;
using System.Text;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Deploy;

/// <summary>Whether a deployment answers as it must, asked from outside and without a key.</summary>
internal sealed class DeploymentCheck(Uri address, CommandContext context)
{
    public async Task<List<Finding>> RunAsync(CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
        List<Finding> findings =
        [
            address.Scheme == "https" || address.IsLoopback
                ? Finding.Good("https", address.IsLoopback ? "this machine itself" : "yes")
                : Finding.Missing("https", "the address is not encrypted", "Passwords and keys would travel in the open: use the https address."),
        ];
        findings.Add(await AskAsync("process", "health/live", r => r.StatusCode == HttpStatusCode.OK, "Is this the address that the stack's outputs name?"));
        findings.Add(await AskAsync("database", "health/ready", r => r.StatusCode == HttpStatusCode.OK, "The functions run but DynamoDB does not answer them: look at their logs and their rights."));
        findings.Add(await AskAsync(
            "tracker", "js/script.js", r => r.StatusCode == HttpStatusCode.OK && MediaType(r) == "text/javascript", "The tracker is not served: was the product published with its bundles (npm ci)?"));
        findings.Add(await AskAsync(
            "dashboard", "", r => r.StatusCode == HttpStatusCode.OK && MediaType(r) == "text/html", "The dashboard is not served: was the product published with its bundles (npm ci)?"));
        findings.Add(await AskAsync(
            "strangers are refused", "api/v2/query", r => r.StatusCode == HttpStatusCode.Unauthorized, "Numbers must not be told without a key: take the deployment down and look.", "{}"));
        return findings;

        async Task<Finding> AskAsync(string what, string path, Func<HttpResponseMessage, bool> isRight, string remedy, string? body = null)
        {
            long asked = context.Clock.GetTimestamp();
            try
            {
                using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path)
                {
                    Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
                };
                using HttpResponseMessage response = await http.SendAsync(request, stop);
                string detail = FormattableString.Invariant($"/{path} answered {(int)response.StatusCode} in {context.Clock.GetElapsedTime(asked).TotalMilliseconds:0} ms");
                return isRight(response) ? Finding.Good(what, detail) : Finding.Missing(what, detail, remedy);
            }
            catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
            {
                return Finding.Missing(what, $"/{path} did not answer: {fault.Message}", remedy);
            }
        }
    }

    private static string? MediaType(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType;
}
