using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Infra.Registry.Reference;
using CyberWatch.Rules.Model;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>Somebody to be invited, as the command line gives it.</summary>
public sealed record InvitationRequest(string Email, UserRole Role, string? Region, IReadOnlyList<string> Finess)
{
    private bool NeedsEstablishments => Role is UserRole.Rssi or UserRole.Direction;

    /// <summary>What the role needs and was not given, or was given and does not exist: one sentence each.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(RegistryContext registry, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        if (!ContactImporter.IsAddress(Email))
        {
            faults.Add($"'{Email}' is no e-mail address: write one bare address, as rssi@ch-nord.example.");
        }

        if (Role == UserRole.Regional && !Departments.List.Any(one => one.RegionCode is not null && one.RegionCode == Region))
        {
            faults.Add($"A regional officer needs --region with the INSEE code of a region, as 84; '{Region}' is none.");
        }

        if (Role != UserRole.Regional && Region is not null)
        {
            faults.Add("--region is for the role regional only.");
        }

        if (NeedsEstablishments != Finess.Count > 0)
        {
            faults.Add(
                NeedsEstablishments
                    ? "This role needs --finess with an establishment."
                    : "--finess is for rssi and direction only."
            );
        }

        faults.AddRange(await AccountFaultsAsync(registry, cancellationToken));
        var numbers = Numbers();
        var known = await registry
            .Establishments.Where(site => numbers.Contains(site.Finess))
            .Select(site => site.Finess)
            .ToListAsync(cancellationToken);
        faults.AddRange(
            Finess
                .Where(finess => RegisterText.Finess(finess) is not { } number || !known.Contains(number))
                .Select(finess => $"The register has no establishment '{finess}'.")
        );
        return faults;
    }

    /// <summary>Whether somebody signs in under this address, who gets a new password then.</summary>
    public async Task<bool> IsRenewalAsync(RegistryContext registry, CancellationToken cancellationToken) =>
        await registry.UserAsync(Email, cancellationToken) is not null;

    /// <summary>A link for who has an account gives it the role of the invitation, and must not lift what an operator has shut.</summary>
    private async Task<IReadOnlyList<string>> AccountFaultsAsync(RegistryContext registry, CancellationToken cancellationToken)
    {
        if (await registry.UserAsync(Email, cancellationToken) is not { } user)
            return [];
        if (AccountDesk.IsDisabled(user.LockoutEnd))
            return [$"The account {Email} is disabled: cyberwatch users enable {Email}, and then this again."];
        return Role != UserRole.Operator && await registry.IsLastOperatorAsync(user, cancellationToken)
            ? [$"{Email} is the last operator and would be none any more: invite another operator first."]
            : [];
    }

    /// <summary>
    /// Keeps the invitation and returns its token, which is nowhere else. Earlier links of the address are void: one that gives another role
    /// would else give it back for days.
    /// </summary>
    public async Task<string> SaveAsync(RegistryContext registry, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (token, now) = (InvitationTokens.New(), clock.GetUtcNow());
        var earlier = await registry.OpenInvitationsAsync(Email, cancellationToken);
        registry.Invitations.RemoveRange(earlier);
        earlier.ForEach(row => registry.Audit.AddLine(now, AuditActors.CommandLine, "invitation-revoked", row.Email));
        registry.Invitations.Add(
            new Invitation
            {
                Email = Email,
                Role = Role,
                RegionCode = Region,
                Finess = string.Join(' ', Numbers()),
                TokenHash = InvitationTokens.HashOf(token),
                CreatedAt = now,
                ExpiresAt = now + InvitationTokens.Life,
            }
        );
        registry.Audit.Add(
            new AuditEntry
            {
                At = now,
                Actor = AuditActors.CommandLine,
                Action = "user-invited",
                Subject = Email,
                Detail = AuditWords.Format(("role", Role.Kebab()), ("region", Region), ("finess", string.Join(' ', Numbers()))),
            }
        );
        await registry.SaveChangesAsync(cancellationToken);
        return token;
    }

    private List<string> Numbers() => [.. Finess.Select(RegisterText.Finess).OfType<string>().Distinct()];
}
