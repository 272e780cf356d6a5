using System.Collections.Concurrent;
using System.Globalization;
using Analytics.Engine.Accounts;
using Analytics.Functions.Http;

namespace Analytics.Functions.Accounts;

/// <summary>
/// Slows guessing down without locking anybody out who has signed in before. An address that has used up its attempts stops there: it takes none
/// of the account's, and costs nothing more. A browser in which the person has signed in before has attempts of its own, which strangers
/// cannot use up.
/// </summary>
internal sealed class SignInThrottle(AccountStore accounts, LoginStore logins, RequestOrigin origin, TimeProvider clock)
{
    /// <summary>The cookie of a browser in which somebody has signed in before.</summary>
    public const string BrowserCookie = "analytics_browser";

    private const int MostRemembered = 10_000;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _stopped = new(StringComparer.Ordinal);

    /// <summary>Counts an attempt: who it is counted for, whether the person has signed in with the browser before, and the refusal of one that may not be made.</summary>
    public async Task<(string[] Counted, bool IsKnownBrowser, Problem? Refusal)> AdmitAsync(HttpContext context, string email)
    {
        string address = "address " + origin.Address(context.Request);
        if (_stopped.TryGetValue(address, out DateTimeOffset until) && until > clock.GetUtcNow())
        {
            return ([], false, Wait(context, until - clock.GetUtcNow()));
        }

        if (await accounts.CountAttemptAsync(address, context.RequestAborted) is { } wait)
        {
            if (_stopped.Count >= MostRemembered)
            {
                _stopped.Clear();
            }

            _stopped[address] = clock.GetUtcNow() + wait;
            return ([], false, Wait(context, wait));
        }

        string? browser = await BrowserOfAsync(context, email);
        string who = browser ?? email;
        return await accounts.CountAttemptAsync(who, context.RequestAborted) is { } more ? ([], false, Wait(context, more)) : ([address, who], browser is not null, null);
    }

    private async Task<string?> BrowserOfAsync(HttpContext context, string email) =>
        context.Request.Cookies.TryGetValue(BrowserCookie, out string? secret) && secret is { Length: > 0 and <= 200 }
            && await logins.KnowsBrowserAsync(email, secret, context.RequestAborted)
            ? "browser " + AccountStore.Hash(secret)
            : null;

    private static Problem Wait(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return new Problem("Too many attempts", StatusCodes.Status429TooManyRequests, "Wait as long as Retry-After says, in seconds, and try again.");
    }
}
