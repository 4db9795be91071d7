using System.Text;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace CyberWatch.Dashboard.Access;

/// <summary>A second factor by an application (TOTP, RFC 6238): key, drawing of the key, first code, recovery codes.</summary>
internal sealed class Enrolment(UserManager<User> users, SignInManager<User> signIn, IUserStore<User> store, Audit audit)
{
    private const int RecoveryCodes = 8;
    private const int Group = 4;

    /// <summary>The key that waits to be confirmed, in base32; null where none was asked for.</summary>
    public async Task<string?> KeyAsync(Guid id) => await users.GetAuthenticatorKeyAsync(await UserAsync(id));

    /// <summary>Makes the key that is to be confirmed.</summary>
    public async Task PrepareAsync(Guid id, CancellationToken cancellationToken)
    {
        var user = await UserAsync(id);
        if (!string.IsNullOrEmpty(await users.GetAuthenticatorKeyAsync(user)))
            return;
        // Identity's own way changes the security stamp, which closes all other sessions before anything is turned on
        var keys = (IUserAuthenticatorKeyStore<User>)store;
        await keys.SetAuthenticatorKeyAsync(user, users.GenerateNewAuthenticatorKey(), cancellationToken);
        await users.UpdateAsync(user);
    }

    public static string Grouped(string key) =>
        string.Join(' ', key.Chunk(Group).Select(part => new string(part))).ToLowerInvariant();

    public static string AddressOf(string email, string key) =>
        $"otpauth://totp/CyberWatch:{Uri.EscapeDataString(email)}?secret={key}&issuer=CyberWatch&digits=6";

    /// <summary>The squares of the QR code as one path, one unit each; no style attribute, which the browser would refuse.</summary>
    public static (string Path, int Size) Drawing(string address)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            for (var x = 0; x < code.ModuleMatrix[y].Length; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return (path.ToString(), code.ModuleMatrix.Count);
    }

    /// <summary>The recovery codes, shown this once; null when the code was wrong.</summary>
    public async Task<IReadOnlyList<string>?> ConfirmAsync(Guid id, string? code, CancellationToken cancellationToken)
    {
        var user = await UserAsync(id);
        var given = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, given))
        {
            return null;
        }

        await users.SetTwoFactorEnabledAsync(user, true);
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes);
        await signIn.RefreshSignInAsync(user);
        await audit.AddAsync(user.Email!, "code-enrolled", user.Email!, cancellationToken);
        return [.. codes ?? []];
    }

    /// <summary>Takes the second factor away again; the password is asked once more.</summary>
    public async Task<bool> RemoveAsync(Guid id, string? password, CancellationToken cancellationToken)
    {
        var user = await UserAsync(id);
        if (!(await signIn.CheckPasswordSignInAsync(user, password ?? "", lockoutOnFailure: true)).Succeeded)
        {
            return false;
        }

        await users.SetTwoFactorEnabledAsync(user, false);
        await users.ResetAuthenticatorKeyAsync(user);
        await signIn.RefreshSignInAsync(user);
        await audit.AddAsync(user.Email!, "code-removed", user.Email!, cancellationToken);
        return true;
    }

    /// <summary><c>fr</c>, <c>en</c>, or null: as the browser asks.</summary>
    public async Task SpeakAsync(Guid id, string? language)
    {
        var user = await UserAsync(id);
        user.Language = Language.Known(language) ? language : null;
        await users.UpdateAsync(user);
        await signIn.RefreshSignInAsync(user);
    }

    private async Task<User> UserAsync(Guid id) =>
        await users.FindByIdAsync(id.ToString()) ?? throw new InvalidOperationException("The account is gone.");
}
