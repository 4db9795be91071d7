using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Identity;

namespace CyberWatch.Dashboard.Access;

/// <summary>A new password for who knows the one of now. Every other session of the account closes with it.</summary>
internal sealed class PasswordChange(UserManager<User> users, SignInManager<User> signIn, Audit audit)
{
    /// <summary>What is wrong, in Identity's codes; none: it is changed.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(
        Guid id,
        string? current,
        string? fresh,
        CancellationToken cancellationToken
    )
    {
        var user = await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The account is gone.");
        // counted as at the door: whoever finds an open session must not guess here either
        if (!(await signIn.CheckPasswordSignInAsync(user, current ?? "", lockoutOnFailure: true)).Succeeded)
        {
            await audit.AddAsync(user.Email!, "password-change-refused", user.Email!, cancellationToken);
            return [nameof(IdentityErrorDescriber.PasswordMismatch)];
        }

        var result = await users.ChangePasswordAsync(user, current!, fresh ?? "");
        if (result.Succeeded)
        {
            // the new security stamp closes all sessions, this one is opened again
            await signIn.RefreshSignInAsync(user);
            await audit.AddAsync(user.Email!, "password-changed", user.Email!, cancellationToken);
        }

        return [.. result.Errors.Select(error => error.Code)];
    }
}
