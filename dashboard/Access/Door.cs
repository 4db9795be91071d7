using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Identity;

namespace CyberWatch.Dashboard.Access;

internal enum DoorAnswer
{
    Refused,
    CodeNeeded,
    In,
}

/// <summary>
/// Password, then six digits where they were enrolled. Whatever the reason of a refusal (no such account, wrong password, locked),
/// the answer and the work done for it are the same.
/// </summary>
internal sealed class Door(SignInManager<User> signIn, UserManager<User> users, IPasswordHasher<User> hasher, Audit audit)
{
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);
    private static readonly User Nobody = new();
    private static readonly (string Provider, string Name) UsedCode = ("CyberWatch", "UsedCode");
    private const int Digits = 6;
    private static string? _hashOfNobody;

    public async Task<DoorAnswer> PasswordAsync(string? email, string? password, CancellationToken cancellationToken)
    {
        var user = string.IsNullOrWhiteSpace(email) ? null : await users.FindByEmailAsync(email.Trim());
        if (user is null || await users.IsLockedOutAsync(user) || user.PasswordHash is null)
        {
            _hashOfNobody ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString());
            hasher.VerifyHashedPassword(Nobody, _hashOfNobody, password ?? "");
            return await RefusedAsync(email, cancellationToken);
        }

        var result = await signIn.PasswordSignInAsync(user, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            return DoorAnswer.CodeNeeded;
        }

        return result.Succeeded ? await InAsync(user, cancellationToken) : await RefusedAsync(email, cancellationToken);
    }

    /// <summary>The six digits of the application, or a recovery code, which then is used up.</summary>
    public async Task<DoorAnswer> CodeAsync(string? code, CancellationToken cancellationToken)
    {
        var user = await signIn.GetTwoFactorAuthenticationUserAsync();
        var given = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (user is null || given.Length == 0)
        {
            return DoorAnswer.Refused;
        }

        var result =
            given.Length == Digits && !await TakeAsync(user, given) ? SignInResult.Failed
            : given.Length == Digits
                ? await signIn.TwoFactorAuthenticatorSignInAsync(given, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(given);
        return result.Succeeded ? await InAsync(user, cancellationToken) : await RefusedAsync(user.Email, cancellationToken);
    }

    /// <summary>
    /// False for the code that was used last: it would hold for a minute more, for whoever looked over the shoulder (RFC 6238 section 5.2).
    /// Of two that come at once the registry takes one.
    /// </summary>
    private async Task<bool> TakeAsync(User user, string code)
    {
        if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            // wrong, and counted as such at the next step
            return true;
        }

        var used = await users.GetAuthenticationTokenAsync(user, UsedCode.Provider, UsedCode.Name);
        return used != code && (await users.SetAuthenticationTokenAsync(user, UsedCode.Provider, UsedCode.Name, code)).Succeeded;
    }

    /// <summary>A password was given and the code is awaited.</summary>
    public async Task<bool> AwaitsCodeAsync() => await signIn.GetTwoFactorAuthenticationUserAsync() is not null;

    private async Task<DoorAnswer> InAsync(User user, CancellationToken cancellationToken)
    {
        await audit.AddAsync(user.Email!, "sign-in", user.Email!, cancellationToken);
        return DoorAnswer.In;
    }

    private async Task<DoorAnswer> RefusedAsync(string? email, CancellationToken cancellationToken)
    {
        await audit.AddAsync("", "sign-in-refused", email ?? "", cancellationToken);
        return DoorAnswer.Refused;
    }
}
