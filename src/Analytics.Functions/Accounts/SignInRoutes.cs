using System.Globalization;
using Analytics.Engine.Accounts;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;

namespace Analytics.Functions.Accounts;

/// <summary>Signing in and out. Attempts are throttled per person and per address, across instances.</summary>
internal static class SignInRoutes
{
    private const int MaxBody = 4 * 1024;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/login", SignIn).Public().Reads();
        routes.MapPost("/api/v2/logout", SignOut).Needs(Scopes.Stats).TakesNoBody();
        routes.MapGet("/api/v2/me", WhoAmI).Needs(Scopes.Stats);
    }

    private static async Task<IResult> SignIn(HttpContext context, AccountStore accounts, Passwords passwords, RequestOrigin origin)
    {
        CancellationToken cancellation = context.RequestAborted;
        if (!(await Form.ReadAsync(context.Request, MaxBody, AccountsJson.Default.SignInForm)).TryGet(out SignInForm? form, out Problem? problem))
        {
            return problem;
        }

        if (form is not { Email: { Length: >= 1 and <= 200 } email, Password: { Length: >= 1 and <= 200 } password })
        {
            return Problem.Invalid("body", "must be {\"email\": …, \"password\": …}");
        }

        string address = "address " + origin.Address(context.Request);
        foreach (string who in new[] { email, address })
        {
            if (await accounts.CountAttemptAsync(who, cancellation) is { } wait)
            {
                context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return new Problem("Too many attempts", StatusCodes.Status429TooManyRequests, "Wait as long as Retry-After says, in seconds, and try again.");
            }
        }

        User? user = await accounts.FindUserAsync(email, cancellation);
        if (!passwords.Verify(user, password))
        {
            return new Problem("Not signed in", StatusCodes.Status401Unauthorized, "E-mail or password is wrong.");
        }

        await accounts.ForgetAttemptsAsync(email, cancellation);
        await accounts.ForgetAttemptsAsync(address, cancellation);
        (string secret, Login login) = await accounts.CreateLoginAsync(user!, cancellation);
        context.Response.Cookies.Append(Access.Cookie, secret, CookieOf(context.Request, login.ExpiresAt));
        return Results.NoContent();
    }

    private static async Task<IResult> SignOut(HttpContext context, AccountStore accounts)
    {
        if (context.Request.Cookies.TryGetValue(Access.Cookie, out string? secret) && secret.Length <= 200)
        {
            await accounts.EndLoginAsync(secret, context.RequestAborted);
            context.Response.Cookies.Delete(Access.Cookie, CookieOf(context.Request, null));
        }

        return Results.NoContent();
    }

    private static IResult WhoAmI(HttpContext context)
    {
        Caller caller = context.Caller();
        return caller.Email is null ? Problem.Unauthorized : Results.Json(new Me(caller.Email, caller.Role), AccountsJson.Default.Me);
    }

    private static CookieOptions CookieOf(HttpRequest request, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = request.PathBase.Value + "/",
        Expires = expires,
        IsEssential = true,
    };
}
