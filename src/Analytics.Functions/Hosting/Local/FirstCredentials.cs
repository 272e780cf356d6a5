namespace Analytics.Functions.Hosting.Local;

/// <summary>The owner account made at the first start. A class, so that nothing prints the password by accident.</summary>
/// <param name="email">To sign in with.</param>
/// <param name="generatedPassword">Made by this start; null when the settings gave one, which is never repeated.</param>
public sealed class FirstCredentials(string email, string? generatedPassword)
{
    public string Email { get; } = email;

    public string? GeneratedPassword { get; } = generatedPassword;
}
