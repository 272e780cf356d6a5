using System.Text.Json.Serialization;

namespace Analytics.Functions.Accounts;

internal sealed record SignInForm(string? Email, string? Password);

internal sealed record PasswordForm(string? Current, string? Password);

/// <summary>Where somebody is signed in: its id names it and opens nothing.</summary>
internal sealed record LoginView(string Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? Client, bool IsThis);

internal sealed record LoginList(IReadOnlyList<LoginView> Logins);

internal sealed record Me(string? Email, string? Role);

internal sealed record KeyForm(string? Name, IReadOnlyList<string>? Scopes);

/// <summary>A key as it is answered: its id names it, its secret stands only in the answer to making it.</summary>
internal sealed record KeyView(string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string? Secret = null);

internal sealed record KeyList(IReadOnlyList<KeyView> Keys);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignInForm))]
[JsonSerializable(typeof(PasswordForm))]
[JsonSerializable(typeof(LoginList))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(KeyForm))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(KeyList))]
internal sealed partial class AccountsJson : JsonSerializerContext;
