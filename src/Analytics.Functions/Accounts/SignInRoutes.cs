using Analytics.Engine.Accounts;
using Analytics.Functions.Callers;
using Analytics.Functions.Http;
using Analytics.Store.Accounts;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Accounts;

/// <summary>Signing in and out, one's own password, and where one is signed in.</summary>
internal static class SignInRoutes
{
    private const int MaxBody = 4 * 1024;

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v2/login", SignIn).Public().Reads();
        routes.MapPost("/api/v2/logout", SignOut).Needs(Scopes.Stats).TakesNoBody();
        routes.MapGet("/api/v2/me", WhoAmI).Needs(Scopes.Stats).IsNotStored();
        routes.MapPost("/api/v2/me/password", ChangePassword).Needs(Scopes.Stats).IsNotStored();
        routes.MapGet("/api/v2/me/logins", ListLogins).Needs(Scopes.Stats).IsNotStored();
        routes.MapDelete("/api/v2/me/logins", EndOthers).Needs(Scopes.Stats).TakesNoBody();
        routes.MapDelete("/api/v2/me/logins/{id}", EndLogin).Needs(Scopes.Stats).TakesNoBody();
    }

    private static async Task<IResult> SignIn(HttpContext context, AccountStore accounts, LoginStore logins, Passwords passwords, SignInThrottle throttle, TimeProvider clock)
    {
        CancellationToken cancellation = context.RequestAborted;
        if (!(await Form.ReadAsync(context.Request, MaxBody, AccountsJson.Default.SignInForm)).TryGet(out SignInForm? form, out Problem? problem))
        {
            return problem;
        }

        if (form is not { Email: { Length: >= 1 and <= 200 } email, Password: { Length: >= 1 and <= Passwords.MaxLength } password })
        {
            return Problem.Invalid("body", "must be {\"email\": …, \"password\": …}");
        }

        (string[] counted, bool isKnown, Problem? refusal) = await throttle.AdmitAsync(context, email);
        if (refusal is not null)
        {
            return refusal;
        }

        DateTimeOffset began = clock.GetUtcNow();
        User? user = await accounts.FindUserAsync(email, cancellation);
        if (!passwords.Verify(user, password, out bool isOld))
        {
            return new Problem("Not signed in", StatusCodes.Status401Unauthorized, "E-mail or password is wrong.");
        }

        foreach (string who in counted)
        {
            await accounts.ForgetAttemptsAsync(who, cancellation);
        }

        if (isOld)
        {
            await accounts.RehashAsync(user!, passwords.Hash(password), cancellation);
        }

        await BeginAsync(context, logins, user!, began);
        if (!isKnown)
        {
            string browser = await logins.RememberBrowserAsync(user!.Email, cancellation);
            context.Response.Cookies.Append(SignInThrottle.BrowserCookie, browser, CookieOf(context.Request, began + LoginStore.BrowserLifetime));
        }

        return Results.NoContent();
    }

    private static async Task<IResult> SignOut(HttpContext context, LoginStore logins)
    {
        if (context.Caller().Login is { } login)
        {
            await logins.EndAsync(login, context.RequestAborted);
            context.Response.Cookies.Delete(Access.Cookie, CookieOf(context.Request, null));
        }

        return Results.NoContent();
    }

    private static IResult WhoAmI(HttpContext context)
    {
        Caller caller = context.Caller();
        return caller.Email is null ? Problem.Unauthorized : Results.Json(new Me(caller.Email, caller.Role), AccountsJson.Default.Me);
    }

    // Guessing the present password here is guessing it at the door, and is counted there.
    private static async Task<IResult> ChangePassword(HttpContext context, AccountStore accounts, LoginStore logins, Passwords passwords, SignInThrottle throttle, TimeProvider clock)
    {
        if (!(await Form.ReadAsync(context.Request, MaxBody, AccountsJson.Default.PasswordForm)).TryGet(out PasswordForm? form, out Problem? problem))
        {
            return problem;
        }

        if (context.Caller().Email is not { } email)
        {
            return Problem.Unauthorized;
        }

        var faults = new InputFaults()
            .Require(form.Current is { Length: >= 1 and <= Passwords.MaxLength }, "current", "must be your present password")
            .Require(Passwords.ProblemOf(form.Password, email) is null, "password", Passwords.ProblemOf(form.Password, email) ?? "")
            .Require(form.Password is null || form.Password != form.Current, "password", "must be another one");
        try
        {
            faults.ThrowIfAny();
        }
        catch (AnalyticsInputException invalid)
        {
            return Problem.Invalid(invalid.Faults);
        }

        (string[] counted, _, Problem? refusal) = await throttle.AdmitAsync(context, email);
        if (refusal is not null)
        {
            return refusal;
        }

        User? user = await accounts.FindUserAsync(email, context.RequestAborted);
        if (!passwords.Verify(user, form.Current!, out _))
        {
            return Problem.Invalid("current", "is not your present password");
        }

        if (!await accounts.ChangePasswordAsync(user!, passwords.Hash(form.Password!), context.RequestAborted))
        {
            return Problem.Conflict("Somebody else changed your password at the same moment: sign in again.");
        }

        logins.Forget(email);
        foreach (string who in counted)
        {
            await accounts.ForgetAttemptsAsync(who, context.RequestAborted);
        }

        await BeginAsync(context, logins, user!, clock.GetUtcNow()); // who changed it stays signed in, alone
        return Results.NoContent();
    }

    private static async Task<IResult> ListLogins(HttpContext context, LoginStore logins)
    {
        Caller caller = context.Caller();
        return caller.Email is not { } email
            ? Problem.Unauthorized
            : Results.Json(
                new LoginList([.. (await logins.ListAsync(email, context.RequestAborted)).Select(login => new LoginView(login.Hash, login.CreatedAt, login.ExpiresAt, login.Client, login.Hash == caller.Login?.Hash))]),
                AccountsJson.Default.LoginList);
    }

    private static async Task<IResult> EndOthers(HttpContext context, LoginStore logins)
    {
        Caller caller = context.Caller();
        if (caller.Email is not { } email)
        {
            return Problem.Unauthorized;
        }

        foreach (Login login in (await logins.ListAsync(email, context.RequestAborted)).Where(login => login.Hash != caller.Login?.Hash))
        {
            await logins.EndAsync(login, context.RequestAborted);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> EndLogin(HttpContext context, string id, LoginStore logins)
    {
        if (context.Caller().Email is not { } email)
        {
            return Problem.Unauthorized;
        }

        if ((await logins.ListAsync(email, context.RequestAborted)).FirstOrDefault(login => login.Hash == id) is not { } login)
        {
            return Problem.NotFound("login");
        }

        await logins.EndAsync(login, context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task BeginAsync(HttpContext context, LoginStore logins, User user, DateTimeOffset began)
    {
        (string secret, Login login) = await logins.CreateAsync(user, began, ClientName.Of(context.Request), context.RequestAborted);
        context.Response.Cookies.Append(Access.Cookie, secret, CookieOf(context.Request, login.ExpiresAt));
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
