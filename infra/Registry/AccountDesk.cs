using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry;

/// <summary>What became of a step about an account.</summary>
public enum AccountStep
{
    Done,

    /// <summary>There is nothing to which it could be done.</summary>
    Unknown,

    /// <summary>Nobody would be left who invites others.</summary>
    LastOperator,
}

/// <summary>
/// Accounts and open invitations, as an operator ends them. Each step is in the audit trail; whoever it concerns is signed out everywhere with
/// his next request, since his security stamp is another one.
/// </summary>
public sealed class AccountDesk(RegistryWrites writes, TimeProvider clock)
{
    /// <summary>A lockout up to here is one that an operator set, and that only he lifts.</summary>
    public static readonly DateTimeOffset ForEver = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static bool IsDisabled(DateTimeOffset? lockedUntil) => lockedUntil >= ForEver;

    /// <summary>Takes the account away, and what invitations of its address are open; that alone where nobody has an account under it.</summary>
    public Task<AccountStep> RemoveAsync(string email, string actor, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var user = await context.UserAsync(email, token);
                if (user is not null && await context.IsLastOperatorAsync(user, token))
                    return AccountStep.LastOperator;
                var revoked = await RevokeAsync(context, email, actor, token);
                if (user is null)
                    return revoked > 0 ? AccountStep.Done : AccountStep.Unknown;
                context.Users.Remove(user);
                Audit(context, actor, "user-removed", user.Email!);
                return AccountStep.Done;
            },
            cancellationToken
        );

    /// <summary>Nobody signs in under this address until it is enabled again; its open invitations are revoked.</summary>
    public Task<AccountStep> DisableAsync(string email, string actor, CancellationToken cancellationToken) =>
        StepAsync(
            email,
            async (context, user, token) =>
            {
                if (await context.IsLastOperatorAsync(user, token))
                    return AccountStep.LastOperator;
                await RevokeAsync(context, email, actor, token);
                (user.LockoutEnabled, user.LockoutEnd) = (true, ForEver);
                Audit(context, actor, "user-disabled", user.Email!);
                return AccountStep.Done;
            },
            cancellationToken
        );

    /// <summary>Lifts a lockout, whoever set it.</summary>
    public Task<AccountStep> EnableAsync(string email, string actor, CancellationToken cancellationToken) =>
        StepAsync(
            email,
            (context, user, _) =>
            {
                (user.LockoutEnd, user.AccessFailedCount) = (null, 0);
                Audit(context, actor, "user-enabled", user.Email!);
                return Task.FromResult(AccountStep.Done);
            },
            cancellationToken
        );

    /// <summary>For who lost telephone and recovery codes: the password alone opens until he sets up another.</summary>
    public Task<AccountStep> ResetSecondFactorAsync(string email, string actor, CancellationToken cancellationToken) =>
        StepAsync(
            email,
            async (context, user, token) =>
            {
                user.TwoFactorEnabled = false;
                // key, recovery codes and the code that was used last
                await context.UserTokens.Where(row => row.UserId == user.Id).ExecuteDeleteAsync(token);
                Audit(context, actor, "code-reset", user.Email!);
                return AccountStep.Done;
            },
            cancellationToken
        );

    /// <summary>Makes the link of one invitation void.</summary>
    public Task<AccountStep> RevokeAsync(long invitation, string actor, CancellationToken cancellationToken) =>
        writes.RunAsync(
            async (context, token) =>
            {
                var open = await context.Invitations.Where(row => row.Id == invitation && row.UsedAt == null).ToListAsync(token);
                return Revoke(context, open, actor) > 0 ? AccountStep.Done : AccountStep.Unknown;
            },
            cancellationToken
        );

    private Task<AccountStep> StepAsync(
        string email,
        Func<RegistryContext, User, CancellationToken, Task<AccountStep>> change,
        CancellationToken cancellationToken
    ) =>
        writes.RunAsync(
            async (context, token) =>
            {
                if (await context.UserAsync(email, token) is not { } user)
                    return AccountStep.Unknown;
                var step = await change(context, user, token);
                if (step == AccountStep.Done)
                    (user.SecurityStamp, user.ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
                return step;
            },
            cancellationToken
        );

    private async Task<int> RevokeAsync(RegistryContext context, string email, string actor, CancellationToken token) =>
        Revoke(context, await context.OpenInvitationsAsync(email, token), actor);

    private int Revoke(RegistryContext context, List<Invitation> open, string actor)
    {
        context.Invitations.RemoveRange(open);
        open.ForEach(row => Audit(context, actor, "invitation-revoked", row.Email));
        return open.Count;
    }

    private void Audit(RegistryContext context, string actor, string action, string subject) =>
        context.Audit.AddLine(clock.GetUtcNow(), actor, action, subject);
}
