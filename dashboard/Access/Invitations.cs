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
    /// <summary>Why a link is not taken: nobody would be left who invites others.</summary>
    public const string LastOperator = nameof(AccountStep.LastOperator);

    /// <summary>The invitation of a link that still opens; null for a wrong, used or old one alike.</summary>
    public Task<Invitation?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = InvitationTokens.HashOf(token);
        return Open().AsNoTracking().SingleOrDefaultAsync(row => row.TokenHash == hash, cancellationToken);
    }

    /// <summary>Whether somebody signs in under the address of an invitation, who then only chooses a new password.</summary>
    public async Task<bool> IsRenewalAsync(Invitation invitation) =>
        invitation.Email.Length > 0 && await users.FindByEmailAsync(invitation.Email) is not null;

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
        var taken = await Open()
            .Where(row => row.Id == invitation.Id)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.UsedAt, now), cancellationToken);
        var known = await users.FindByEmailAsync(email);
        var result =
            taken == 0 || AccountDesk.IsDisabled(known?.LockoutEnd) ? Failed("Gone")
            : await LeavesNoOperatorAsync(invitation, known, cancellationToken) ? Failed(LastOperator)
            : await SaveAsync(invitation, known, email, password, cancellationToken);
        if (!result.Succeeded)
        {
            return [.. result.Errors.Select(error => error.Code)];
        }

        await all.CommitAsync(cancellationToken);
        await audit.AddAsync(email, known is null ? "invitation-used" : "password-renewed", email, cancellationToken);
        return [];
    }

    /// <summary>The first operator's link stands in a log, for everybody who reads that: it is good for nothing once somebody has an account.</summary>
    private IQueryable<Invitation> Open()
    {
        var now = clock.GetUtcNow();
        return registry.Invitations.Where(row =>
            row.UsedAt == null && row.ExpiresAt > now && (row.Email != "" || !registry.Users.Any())
        );
    }

    /// <summary>Another operator was there when he was invited into a role that is none, and is gone since.</summary>
    private async Task<bool> LeavesNoOperatorAsync(Invitation invitation, User? known, CancellationToken cancellationToken) =>
        known is not null && invitation.Role != UserRole.Operator && await registry.IsLastOperatorAsync(known, cancellationToken);

    private static IdentityResult Failed(string code) => IdentityResult.Failed(new IdentityError { Code = code });

    private async Task<IdentityResult> SaveAsync(
        Invitation invitation,
        User? known,
        string email,
        string password,
        CancellationToken cancellationToken
    )
    {
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
