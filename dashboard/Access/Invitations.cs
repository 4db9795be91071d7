using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Import;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Dashboard.Access;

/// <summary>
/// One-time links of <see cref="InvitationTokens"/>. An invitation for an address that has an account already gives it a new
/// password and the role of the invitation.
/// </summary>
internal sealed class Invitations(RegistryContext registry, UserManager<User> users, Audit audit, TimeProvider clock)
{
    /// <summary>The invitation of a link that still opens; null for a wrong, used or old one alike.</summary>
    public Task<Invitation?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = InvitationTokens.HashOf(token);
        var now = clock.GetUtcNow();
        return registry
            .Invitations.AsNoTracking()
            .SingleOrDefaultAsync(row => row.TokenHash == hash && row.UsedAt == null && row.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Makes the account. The faults of the password or address, in words of Identity's codes; none: it is done.</summary>
    public async Task<IReadOnlyList<string>> AcceptAsync(
        Invitation invitation,
        string email,
        string password,
        CancellationToken cancellationToken
    )
    {
        if (!ContactImporter.IsAddress(email))
        {
            return [nameof(IdentityErrorDescriber.InvalidEmail)];
        }

        await using var all = await registry.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var taken = await registry
            .Invitations.Where(row => row.Id == invitation.Id && row.UsedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.UsedAt, now), cancellationToken);
        var result = taken == 1 ? await SaveAsync(invitation, email, password, cancellationToken) : Gone();
        if (!result.Succeeded)
        {
            return [.. result.Errors.Select(error => error.Code)];
        }

        await all.CommitAsync(cancellationToken);
        await audit.AddAsync(email, "invitation-used", email, cancellationToken);
        return [];
    }

    private static IdentityResult Gone() => IdentityResult.Failed(new IdentityError { Code = "Gone" });

    private async Task<IdentityResult> SaveAsync(
        Invitation invitation,
        string email,
        string password,
        CancellationToken cancellationToken
    )
    {
        var known = await users.FindByEmailAsync(email);
        var user =
            known
            ?? new User
            {
                UserName = email,
                Email = email,
                EmailConfirmed = true,
            };
        user.Role = invitation.Role;
        user.RegionCode = invitation.RegionCode;
        user.LockoutEnabled = true;
        var result = known is null ? await users.CreateAsync(user, password) : await RenewAsync(user, password);
        if (!result.Succeeded)
        {
            return result;
        }

        await registry.UserEstablishments.Where(row => row.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        registry.UserEstablishments.AddRange(
            invitation
                .Finess.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal)
                .Select(finess => new UserEstablishment { UserId = user.Id, Finess = finess })
        );
        await registry.SaveChangesAsync(cancellationToken);
        return result;
    }

    private async Task<IdentityResult> RenewAsync(User user, string password)
    {
        var result = await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password);
        if (result.Succeeded)
        {
            await users.SetLockoutEndDateAsync(user, null);
            await users.ResetAccessFailedCountAsync(user);
        }

        return result;
    }
}
